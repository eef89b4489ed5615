/** Units as text, each written once and kept until something changes: lists are put together from them. */
import type { Call } from '../../contract/call.ts'
import { type AitableDb, dbOf, type MemberRow, type TeamRow } from './model.ts'
import type { Absent } from './settings.ts'
import { wireMember, wireTeam } from './wire.ts'

export const writeTeam = ({ store }: Call, db: AitableDb, team: TeamRow): string =>
  store.db.texts.textOf(team, 'item', () => wireTeam(db, team))

export const writeMember = (call: Call, member: MemberRow, isShown: boolean, absent: Absent): string => {
  const view = isShown ? 'sensitive item' : 'plain item'
  return call.store.db.texts.textOf(member, view, () => wireMember(dbOf(call), member, isShown, absent))
}
