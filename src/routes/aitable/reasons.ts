/** Why AITable refuses, where its answers do not say. */
import type { Call } from '../../contract/call.ts'
import type { Reasons } from '../../contract/refusal.ts'
import { spaceIdOf } from './checks.ts'
import { dbOf } from './model.ts'
import type { Key, Right } from './schemas.ts'

const lacks =
  (right: Right) =>
  (call: Call): string => {
    const { spaces, rights } = call.caller as Key // the guards have found it
    const spaceId = spaceIdOf(call)
    const may = rights?.[spaceId] ?? ['members']
    return spaces[spaceId] === 'subAdmin'
      ? `the owner of the token is a sub-admin who may manage ${may.join(' and ') || 'nothing'}, not ${right}`
      : `the owner of the token is no admin of ${spaceId}`
  }

const ownSpace = (call: Call): string => spaceIdOf(call) || 'this id'

export const reasons: Reasons = {
  unknownSpace: (call) => `there is no space ${ownSpace(call)}`,
  outsider: (call) => `the owner of the token is not in ${ownSpace(call)}`,
  quotaSpent: (call) => `the calls of the month are used up, of the token or of ${ownSpace(call)}`,
  planRequired: (call) => {
    const plan = dbOf(call).spaces.get(spaceIdOf(call))?.plan
    return `${ownSpace(call)} has the plan ${plan}, and this needs enterprise`
  },
  adminRequired: lacks('members'),
  teamAdminRequired: lacks('teams'),
  roleAdminRequired: lacks('roles'),
}
