/** A check that needs a parameter of the path stands only on operations that have it. */
import t from 'tap'
import type { Call } from '../src/contract/call.ts'
import type { VendorDefinition } from '../src/contract/definition.ts'
import type { Operation } from '../src/contract/operation.ts'
import type { Vendor } from '../src/contract/vendor.ts'
import { vendorDefinitions } from '../src/routes/index.ts'
import { createTestApp } from './support/app.ts'

/** `call`, which tells of each parameter that is asked for. */
const watched = (call: Call, tell: (name: string) => void): Call => {
  const params = new Proxy(call.params, {
    get(names, name) {
      if (typeof name === 'string') tell(name)
      return Reflect.get(names, name)
    },
  })
  return new Proxy(call, {
    get(target, name) {
      if (name === 'params') return params
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  })
}

/** Each of its checks is asked, whatever the ones before it say. */
const asking =
  (tell: (operation: string, check: string, name: string) => void, reached: (operation: string) => void) =>
  (vendor: Vendor): Vendor => {
    const of = (operation: Operation): Operation => {
      const checks = operation.checks ?? vendor.checks
      const all = {
        name: 'all',
        run(call: Call) {
          reached(operation.id)
          for (const check of checks)
            try {
              check.run(watched(call, (name) => tell(operation.id, check.name, name)))
            } catch {} // what it refuses is not asked here
        },
      }
      return { ...operation, checks: [all] }
    }
    return { ...vendor, operations: vendor.operations.map(of) }
  }

/** Which check of which operation asks for a parameter, as `operation check parameter`. */
const askedFor = async (
  definition: VendorDefinition,
): Promise<{ asked: Set<string>; reached: Set<string>; vendor: Vendor }> => {
  const asked = new Set<string>()
  const reached = new Set<string>()
  const watching = asking(
    (operation, check, name) => asked.add(`${operation}: ${check}: ${name}`),
    (operation) => reached.add(operation),
  )
  const spied = {
    ...definition,
    create: (...given: Parameters<typeof definition.create>) => watching(definition.create(...given)),
  }
  const { app, vendors } = createTestApp({ definitions: [spied], rateLimit: false, members: 0 })
  const [vendor] = vendors
  if (vendor === undefined) throw new Error('no vendor')
  const [token] = Object.values(vendor.credentials)
  for (const { method, path } of vendor.operations) {
    const url = `/${vendor.id}${vendor.base}${path.replaceAll(/\{\w+\}/g, '11111111-1111-4111-8111-111111111111')}`
    await app.inject({ method, url, headers: { authorization: `Bearer ${token}` } })
  }
  return { asked, reached, vendor }
}

for (const definition of vendorDefinitions)
  t.test(definition.id, async (t) => {
    const { asked, reached, vendor } = await askedFor(definition)
    t.equal(reached.size, vendor.operations.length, 'each is asked')
    const paths = new Map(vendor.operations.map(({ id, path }) => [id, path]))
    const without = [...asked].filter((line) => {
      const [operation = '', , name] = line.split(': ')
      return !paths.get(operation)?.includes(`{${name}}`)
    })
    t.same(without, [])
    if (definition.id === 'sotion')
      t.ok(asked.has('removeGroupMember: uuid: memberId'), 'what is asked for is seen')
  })
