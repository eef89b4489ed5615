/** AITable's answers as its own Python client reads them: apitable 1.4.2, whose models refuse what they do not know. */
import { Ajv } from 'ajv'
import t from 'tap'
import { readExchanges } from '../src/exchange/files.ts'
import { createTestApp } from './support/app.ts'

const ajv = new Ajv({ strict: false })

const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
})
const list = (items: object) => ({ type: 'array', items })
const TEXT = { type: 'string' }
const NUMBER = { type: 'integer' }

/** types/unit_model.py of github.com/apitable/apitable-sdks; keys that it does not name are left out of account. */
const ROLE = object({ unitId: TEXT, name: TEXT, sequence: NUMBER })
const TEAM = object({ unitId: TEXT, name: TEXT, sequence: NUMBER, parentUnitId: TEXT, roles: list(ROLE) })
const MEMBER = object(
  {
    unitId: TEXT,
    name: TEXT,
    email: { type: ['string', 'null'] },
    mobile: object({ number: TEXT, areaCode: TEXT }),
    avatar: TEXT,
    status: { enum: [0, 1] },
    type: { enum: ['PrimaryAdmin', 'SubAdmin', 'Member'] },
    teams: list(TEAM),
    roles: list(ROLE),
  },
  ['unitId', 'name', 'avatar', 'status', 'type', 'teams', 'roles'],
)
const PAGE = { total: NUMBER, pageSize: NUMBER, pageNum: NUMBER }
const DATA: readonly (readonly [path: RegExp, data: object])[] = [
  [/\/members\/[^/]+$/, object({ member: MEMBER })],
  [/\/teams\/[^/]+\/members\?/, object({ ...PAGE, members: list(MEMBER) })],
  [/\/teams\/[^/]+\/children\?/, object({ ...PAGE, teams: list(TEAM) })],
  [/\/teams\/[^/]+$/, object({ team: TEAM })],
  [/\/roles\/[^/]+\/units$/, object({ members: list(MEMBER), teams: list(TEAM) })],
  [/\/roles\/[^/]+$/, object({ role: ROLE })],
]

t.test('what python-client.http shows is what its models take', async (t) => {
  const file = readExchanges().find(({ name }) => name === 'aitable/exchanges/python-client.http')
  for (const { request, answer, place } of file?.exchanges ?? []) {
    const [method = '', path = ''] = request.startLine.split(' ')
    const { success, data } = JSON.parse(answer.body)
    t.equal(success, true, place)
    if (method === 'DELETE') {
      t.equal(data, undefined, place)
      continue
    }
    const [, model = {}] = DATA.find(([pattern]) => pattern.test(path)) ?? []
    const isTaken = ajv.validate(model, data)
    // The page of this one answer shows teams without roles, which the model needs: the page is followed.
    t.equal(isTaken, !(method === 'PUT' && path.includes('/members/')), `${place} ${ajv.errorsText()}`)
  }
})

t.test('every answer is as its operation says', async (t) => {
  const { vendors } = createTestApp({ vendors: ['aitable'], members: 0 })
  const operations = vendors[0]?.operations ?? []
  const seen = new Set<string>()
  for (const { name, exchanges } of readExchanges().filter((file) => file.name.startsWith('aitable/')))
    for (const { request, answer } of exchanges) {
      const [method, target = ''] = request.startLine.split(' ')
      const path = target.replace(/^\/aitable/, '').replace(/\?.*/, '')
      const operation = operations.find(
        (one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
      )
      const body = answer.body.startsWith('{') ? JSON.parse(answer.body) : {}
      if (operation === undefined || body.success !== true || name.includes('absent-empty')) continue
      const schema = operation.answers[Number(answer.startLine.split(' ')[1])]
      t.ok(schema && ajv.validate(schema, body), `${operation.id} in ${name}: ${ajv.errorsText()}`)
      seen.add(operation.id)
    }
  t.equal(seen.size, operations.length, 'each has an exchange that shows a success')
})
