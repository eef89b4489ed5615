/** Whop's members: retrieve one. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ApiError } from '../../contract/refusal.ts'
import { sendWritten, Written } from '../../server/written.ts'
import { type Key, type Member, MemberParams } from './schemas.ts'
import { callerOf, whopStore } from './store.ts'
import { viewOf, wireMember } from './wire.ts'

export const mountMembers = (scope: FastifyInstance): void => {
  const written = new Written<Member>()

  /** A member of another company is not found, like one that does not exist (assumed for this generation). */
  const answer = (member: Member | undefined, caller: Key, reply: FastifyReply): FastifyReply => {
    if (member === undefined || member.company.id !== caller.company) throw new ApiError('memberNotFound')
    return sendWritten(
      reply,
      written.textOf(member, viewOf(caller), () => wireMember(member, caller)),
    )
  }

  scope.route<{ Params: MemberParams }>({
    method: ['GET', 'HEAD'],
    url: '/members/:id',
    schema: { operationId: 'retrieveMember', params: MemberParams },
    config: { documentation: () => import('./documentation.ts') },
    handler: (request, reply) => {
      const caller = callerOf(request)
      const member = whopStore(request.sandbox).members.get(request.params.id)
      if (member instanceof Promise) return member.then((made) => answer(made, caller, reply))
      return answer(member, caller, reply)
    },
  })
}
