/** Whop's tables: what a sandbox remembers of it, each thing once and related by id. */
import type { Call } from '../../contract/call.ts'
import type { Database, TablesOf } from '../../sandbox/database.ts'
import type { TableModel } from '../../sandbox/table-model.ts'
import type { Key, Member } from './schemas.ts'

export type CompanyRow = Member['company']

/** A person: the same one in every company. */
export interface UserRow {
  id: string
  email: string | null
  name: string | null
  username: string
}

/** That a user, or a technical account, is in a company. */
export interface MemberRow extends Omit<Member, 'user' | 'company'> {
  /** The id of the user; null for a technical account. */
  user: string | null
  /** The id of the company. */
  company: string
}

const companies: TableModel<CompanyRow> = { key: ({ id }) => id }

const users: TableModel<UserRow> = {
  key: ({ id }) => id,
  indexes: { email: ({ email }) => (email === null ? [] : [email]) },
}

const keys: TableModel<Key> = { key: ({ token }) => token }

const members: TableModel<MemberRow> = {
  key: ({ id }) => id,
  place: ({ company }) => company,
  time: ({ created_at }) => Date.parse(created_at),
  indexes: { user: ({ user }) => (user === null ? [] : [user]) },
}

export const model = { companies, users, keys, members }

export type WhopDb = TablesOf<typeof model>

export const openTables = (database: Database): WhopDb => database.tables as unknown as WhopDb // made from `model`

export const dbOf = (call: Call): WhopDb => openTables(call.store.db)
