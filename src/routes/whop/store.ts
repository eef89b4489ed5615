/** The typed door to what a sandbox remembers of Whop. */
import type { FastifyRequest } from 'fastify'
import type { Sandbox, VendorStore } from '../../sandbox/sandbox.ts'
import type { Key, Member } from './schemas.ts'

// The sandbox keeps every vendor's records untyped; seed.ts is the only writer and writes these types.
export const whopStore = (sandbox: Sandbox): VendorStore<Key, Member> =>
  sandbox.store('whop') as VendorStore<Key, Member>

/** Only after the credential check, which sets it. */
export const callerOf = (request: FastifyRequest): Key => request.caller as Key
