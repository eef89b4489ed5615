/** Who may: what an operation asks behind AITable's guards and plan. */
import type { Call, Check } from '../../contract/call.ts'
import { readableBody } from '../../contract/call.ts'
import { ApiError } from '../../contract/refusal.ts'
import { ordinary, spaceIdOf, untilLimit } from './checks.ts'
import { PARSER } from './layers.ts'
import { dbOf } from './model.ts'
import type { Key, Right } from './schemas.ts'

const KINDS = { teams: 'teamAdminRequired', members: 'adminRequired', roles: 'roleAdminRequired' } as const

const mayManage = (call: Call, right: Right): boolean => {
  const { spaces, rights } = call.caller as Key // the guards have found it
  const spaceId = spaceIdOf(call)
  if (spaces[spaceId] === 'primaryAdmin') return true
  return spaces[spaceId] === 'subAdmin' && (rights?.[spaceId] ?? ['members']).includes(right)
}

/** Several are asked in the order teams, members, roles. */
const rightsTo = (...needed: readonly Right[]): Check => ({
  name: 'right',
  run(call) {
    for (const right of ['teams', 'members', 'roles'] as const)
      if (needed.includes(right) && !mayManage(call, right)) throw new ApiError(KINDS[right])
  },
})

const thirdParty: Check = {
  name: 'third party',
  run(call) {
    if (dbOf(call).spaces.get(spaceIdOf(call))?.thirdParty) throw new ApiError('thirdPartySpace')
  },
}

/** The framework parses a body behind the middleware and in front of the guards. */
const parsed: Check = {
  name: 'body',
  run(call) {
    call.layer = PARSER
    readableBody.run(call)
    call.layer = undefined
  },
}

const behindLimit = ordinary.slice(untilLimit.length)

/** Of an operation that reads no body. */
export const asking = (...needed: readonly Right[]): readonly Check[] => [...ordinary, rightsTo(...needed)]

/** Of one that a space run by a third party does not have. */
export const askingOwn = (...needed: readonly Right[]): readonly Check[] => [
  ...ordinary,
  thirdParty,
  rightsTo(...needed),
]

/** Of one that reads a body. */
export const askingWithBody = (...needed: readonly Right[]): readonly Check[] => [
  ...untilLimit,
  parsed,
  ...behindLimit,
  rightsTo(...needed),
]

export const askingOwnWithBody = (...needed: readonly Right[]): readonly Check[] => [
  ...untilLimit,
  parsed,
  ...behindLimit,
  thirdParty,
  rightsTo(...needed),
]
