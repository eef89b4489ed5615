/** Sotion's members: get one with its access groups. */
import type { FastifyInstance } from 'fastify'
import { ApiError } from '../../vendor.ts'
import { type Member, MemberParams, type Success } from './schemas.ts'
import { callerOf, memberKey, sotionStore } from './store.ts'
import { wireMember } from './wire.ts'

const answer = (member: Member | undefined): Success => {
  if (member === undefined) throw new ApiError('memberNotFound')
  return { data: wireMember(member) }
}

export const mountMembers = (scope: FastifyInstance): void => {
  scope.route<{ Params: MemberParams }>({
    method: ['GET', 'HEAD'],
    url: '/members/:memberId',
    schema: { operationId: 'getMember', params: MemberParams },
    config: { documentation: () => import('./documentation.ts') },
    handler: (request) => {
      const { site } = callerOf(request)
      const member = sotionStore(request.sandbox).members.get(memberKey(site, request.params.memberId))
      return member instanceof Promise ? member.then(answer) : answer(member)
    },
  })
}
