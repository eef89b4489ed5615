/** A membermock whose Sotion tells its changes to nobody, having no endpoints; with `silent`, it has no way to tell any. */
import { createApp } from '../src/app.ts'
import { readOptions } from '../src/config/config.ts'
import { createWorld } from '../src/control/world.ts'
import { vendorDefinitions } from '../src/routes/index.ts'

const isSilent = process.argv[2] === 'silent'

const silenced = (definition) => ({
  ...definition,
  create(settings, options) {
    const { webhooks: _untold, ...vendor } = definition.create(settings, options)
    return vendor
  },
})

const definitions = vendorDefinitions
  .filter(({ id }) => id === 'sotion')
  .map((one) => (isSilent ? silenced(one) : one))
const config = await readOptions(definitions, { rateLimit: 'off', members: 100 })
const world = createWorld(definitions, config)
const reporter = { unimplemented() {}, failed: (error) => process.stderr.write(`${error.stack}\n`) }
const app = createApp({ ...world, reporter, admin: false })
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${JSON.stringify({ baseUrl: { sotion: `${url}/sotion/api/v1` } })}\n`)
process.once('SIGTERM', () => process.exit(0))
