/** Sotion's members: get one with its access groups. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ApiError } from '../../contract/refusal.ts'
import { sendWritten, Written } from '../../server/written.ts'
import { type Member, MemberParams, type Success } from './schemas.ts'
import { callerOf, memberKey, sotionStore } from './store.ts'
import { wireMember } from './wire.ts'

const wireSuccess = (member: Member): Success => ({ data: wireMember(member) })

export const mountMembers = (scope: FastifyInstance): void => {
  const written = new Written<Member>()

  const answer = (member: Member | undefined, reply: FastifyReply): FastifyReply => {
    if (member === undefined) throw new ApiError('memberNotFound')
    return sendWritten(
      reply,
      written.textOf(member, '', () => wireSuccess(member)),
    )
  }

  scope.route<{ Params: MemberParams }>({
    method: ['GET', 'HEAD'],
    url: '/members/:memberId',
    schema: { operationId: 'getMember', params: MemberParams },
    config: { documentation: () => import('./documentation.ts') },
    handler: (request, reply) => {
      const { site } = callerOf(request)
      const member = sotionStore(request.sandbox).members.get(memberKey(site, request.params.memberId))
      return member instanceof Promise ? member.then((made) => answer(made, reply)) : answer(member, reply)
    },
  })
}
