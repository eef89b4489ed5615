/** The rows of AITable's units as data, for a snapshot that comes from outside. */
import { Member } from './schemas.ts'

const TEXT = { type: 'string' } as const
const IDS = { type: 'array', items: TEXT } as const
const INTEGER = { type: 'integer' } as const

const unitRow = (properties: object, optional: readonly string[] = []) => {
  const all = { space: TEXT, unitId: TEXT, order: INTEGER, name: TEXT, ...properties }
  const required = Object.keys(all).filter((name) => !optional.includes(name))
  return { type: 'object', properties: all, required, additionalProperties: false }
}

export const roleRow = unitRow({ sequence: INTEGER })

export const teamRow = unitRow({ sequence: INTEGER, parent: TEXT, roles: IDS })

const { mobile, email, avatar, status, type } = Member.properties

export const memberRow = unitRow({ mobile, email, avatar, status, type, teams: IDS, roles: IDS }, [
  'mobile',
  'email',
])
