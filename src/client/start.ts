/** Starts a server beside the code that uses it, and makes the object that steers it. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type AppOptions, createApp } from '../app.ts'
import type { Config, ProgramSettings } from '../config/config.ts'
import { baseUrls } from '../control/base-urls.ts'
import { type Control, createControl } from '../control/control.ts'
import { startScenario } from '../control/happenings/start-scenario.ts'
import { restoreFile } from '../control/snapshot/file.ts'
import { createWorld, introduce, originOf } from '../control/world.ts'
import { vendorDefinitions } from '../routes/index.ts'
import { DeliveryCarrier } from '../server/deliveries/carrier.ts'
import { createSteering } from './control.ts'
import { createFetch, createReach, interceptFetch, OF_NODE_HTTP } from './fetch.ts'
import { idNamesOf } from './id-names.ts'
import { connectLocally } from './local.ts'
import type { Membermock, MembermockHooks } from './membermock.ts'
import { interceptNodeHttp } from './node-http.ts'
import { createReporter } from './reporter.ts'
import { loadReroutes } from './reroutes.ts'
import type { Credentials } from './types.ts'
import { version } from './version.ts'

/** A signal has to end the process within two seconds. */
const GRACE_MS = 1250

const adminAccess = ({
  admin,
  host,
  adminHosts,
  adminToken,
  adminOpen,
}: ProgramSettings): AppOptions['admin'] =>
  admin && { host, hosts: adminHosts, token: adminToken, isOpen: adminOpen }

const closeWithin = async (app: FastifyInstance, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const outOfTime = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      app.server.closeAllConnections()
      resolve()
    }, ms)
  })
  await Promise.race([app.close(), outOfTime])
  clearTimeout(timer)
}

/** What the object does without its socket; `url` is where the app listens. */
const createInside = (
  app: FastifyInstance,
  options: AppOptions & { carrier: DeliveryCarrier },
  url: string,
) => {
  const { vendors, reporter } = options
  let control: Control | undefined
  // Made when it is first needed: many tests steer nothing.
  const reachControl = (): Control => {
    control ??= createControl(options)
    return control
  }
  const { ask, close } = connectLocally(reachControl, reporter.failed)
  const reach = createReach(vendors, url)
  const fetch = createFetch(app, reach)
  const restores: (() => void)[] = []
  let received = 0
  return {
    does: {
      ...createSteering({
        ask,
        idNames: idNamesOf(reachControl),
        vendors,
        async openEndpoint(handle) {
          received += 1
          const origin = `http://receiver-${received}.localhost`
          const close = options.carrier.receive(origin, ({ url, headers, body }) =>
            handle({ path: new URL(url).pathname, headers, body }),
          )
          return { origin, close: async () => close() }
        },
      }),
      fetch,
      interceptFetch() {
        const undo = [
          interceptFetch(fetch, reach),
          interceptNodeHttp(createFetch(app, reach, OF_NODE_HTTP), reach),
        ]
        const restore = (): void => {
          for (const each of undo) each()
        }
        restores.unshift(restore)
        return restore
      },
    },
    async close(): Promise<void> {
      for (const restore of restores) restore()
      await close()
    },
  }
}

/** An import that fails once, for want of a file descriptor, fails for ever: what is needed later is loaded before. */
const loadAhead = (): void => {
  const all = [
    import('../contract/fidelity.ts'),
    import('../server/deliveries/reach.ts'),
    import('../server/deliveries/post.ts'),
  ]
  Promise.all(all).catch(() => {}) // who needs it says so
}

/** What a store takes is loaded when there is one. */
const openStore = async (config: Config) => {
  const { store } = config.program
  return store === undefined ? undefined : (await import('./share.ts')).openStore(store, config)
}

/** The state that the settings want the default sandbox to start in. */
const prepare = async ({ program: { snapshot, scenario } }: Config, control: Control): Promise<void> => {
  if (snapshot !== undefined) await restoreFile(control, snapshot)
  if (scenario !== undefined) await startScenario(control, scenario)
}

/** Throws what `listen` throws. */
export const startServer = async (config: Config, hooks: MembermockHooks = {}): Promise<Membermock> => {
  const opened = await openStore(config)
  const world = createWorld(vendorDefinitions, config, opened?.createSandboxes)
  const { vendors, sandboxes } = world
  let unimplemented = 0
  const reporter = createReporter(hooks, sandboxes, () => {
    unimplemented += 1
  })
  const { host, port: wanted, adminToken } = config.program
  if (adminToken !== undefined) sandboxes.hide(adminToken)
  const { failed } = reporter
  const { scenarios } = config
  const shared = await opened?.begin(sandboxes, failed)
  let listening: number | undefined
  const carrier = new DeliveryCarrier({
    hosts: config.program.webhookHosts,
    port: () => listening,
    failed,
  })
  const reroutes = await loadReroutes(config, vendors)
  const admin = adminAccess(config.program)
  const appOptions = {
    vendors,
    sandboxes,
    reporter,
    admin,
    carrier,
    scenarios,
    ...(reroutes && { reroutes }),
    ...shared?.options,
  }
  // What is shared has been begun by another process, unless the store was empty.
  if (shared?.isFirst !== false) await prepare(config, createControl(appOptions))
  const app = createApp(appOptions)
  try {
    await app.listen({ host, port: wanted })
  } catch (error) {
    await shared?.close()
    throw error
  }
  const { port } = app.server.address() as AddressInfo // it listens on a port, not on a pipe
  listening = port
  setImmediate(loadAhead)
  const url = originOf(host, port)
  const inside = createInside(app, appOptions, url)
  let closed: Promise<unknown> | undefined
  const close = async (): Promise<void> => {
    closed ??= Promise.all([inside.close(), closeWithin(app, GRACE_MS)]).then(shared?.close)
    await closed
  }
  return {
    url,
    baseUrl: baseUrls(vendors, url) as Membermock['baseUrl'], // by the ids that VendorTypes names
    credentials: sandboxes.default.credentials as unknown as Credentials, // by the names that VendorTypes names
    admin: `${url}/__admin`,
    version,
    introductions: introduce(world, url),
    get unimplemented() {
      return unimplemented
    },
    get undelivered() {
      return sandboxes.dueDeliveries
    },
    ...inside.does,
    close,
    [Symbol.asyncDispose]: close,
  }
}
