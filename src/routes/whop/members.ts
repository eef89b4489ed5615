/** Whop's members: retrieve one. */
import type { FastifyInstance } from 'fastify'
import { ApiError } from '../../vendor.ts'
import { type Key, type Member, MemberParams } from './schemas.ts'
import { callerOf, whopStore } from './store.ts'
import { wireMember } from './wire.ts'

/** A member of another company is not found, like one that does not exist (assumed for this generation). */
const answer = (member: Member | undefined, caller: Key): Member => {
  if (member === undefined || member.company.id !== caller.company) throw new ApiError('memberNotFound')
  return wireMember(member, caller)
}

export const mountMembers = (scope: FastifyInstance): void => {
  scope.route<{ Params: MemberParams }>({
    method: ['GET', 'HEAD'],
    url: '/members/:id',
    schema: { operationId: 'retrieveMember', params: MemberParams },
    config: { documentation: () => import('./documentation.ts') },
    handler: (request, _reply) => {
      const caller = callerOf(request)
      const member = whopStore(request.sandbox).members.get(request.params.id)
      if (member instanceof Promise) return member.then((made) => answer(made, caller))
      return answer(member, caller)
    },
  })
}
