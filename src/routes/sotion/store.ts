/** The typed door to what a sandbox remembers of Sotion. */
import type { FastifyRequest } from 'fastify'
import type { Sandbox, VendorStore } from '../../sandbox/sandbox.ts'
import type { Key, Member } from './schemas.ts'

// The sandbox keeps every vendor's records untyped; seed.ts is the only writer and writes these types.
export const sotionStore = (sandbox: Sandbox): VendorStore<Key, Member> =>
  sandbox.store('sotion') as VendorStore<Key, Member>

/** Members are kept by site and id; UUIDs compare without case. */
export const memberKey = (site: string, id: string): string => `${site}/${id.toLowerCase()}`

/** Only after the credential check, which sets it. */
export const callerOf = (request: FastifyRequest): Key => request.caller as Key
