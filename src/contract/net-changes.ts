/** What a unit of work comes to: a row that it changed twice is one that it changed once. */
import type { Change } from '../sandbox/changes.ts'

export interface NetChange {
  readonly table: string
  readonly key: string
  readonly before: object | undefined
  readonly after: object | undefined
}

/** In the order in which the rows were first changed; what came and went is left out. */
export const netChanges = (changes: readonly Change[]): readonly NetChange[] => {
  const rows = new Map<string, NetChange>()
  for (const { table, key, before, after } of changes) {
    const name = `${table} ${key}`
    rows.set(name, { table, key, before: rows.has(name) ? rows.get(name)?.before : before, after })
  }
  return [...rows.values()].filter(({ before, after }) => before !== undefined || after !== undefined)
}

/** True when one of the named fields differs. */
export const differs = <Row extends object>(
  before: Row,
  after: Row,
  names: readonly (keyof Row)[],
): boolean => names.some((name) => before[name] !== after[name])
