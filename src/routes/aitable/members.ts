/** AITable's members: get one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from '../../contract/refusal.ts'
import { sendWritten, Written } from '../../server/written.ts'
import { type Member, MemberParams, MemberQuery, type WireMember } from './schemas.ts'
import type { AitableSettings } from './settings.ts'
import { aitableStore, memberKey } from './store.ts'
import { wireMember } from './wire.ts'

interface Answer {
  code: 200
  message: 'SUCCESS'
  success: true
  data: { member: WireMember }
}

/** Anything but `true`, in any case, is false; a parameter given twice is neither. */
const wantsSensitive = (request: FastifyRequest): boolean => {
  const { sensitiveData } = request.query as { sensitiveData?: string | string[] } // Fastify's query parser
  return typeof sensitiveData === 'string' && sensitiveData.toLowerCase() === 'true'
}

export const mountMembers = (scope: FastifyInstance, absent: AitableSettings['absentSensitive']): void => {
  const written = new Written<Member>()

  const wireAnswer = (member: Member, isShown: boolean): Answer => {
    const shown = wireMember(member, isShown, absent)
    return { code: 200, message: 'SUCCESS', success: true, data: { member: shown } }
  }

  const answer = (member: Member | undefined, isShown: boolean, reply: FastifyReply): FastifyReply => {
    if (member === undefined) throw new ApiError('memberNotFound')
    reply.header('cache-control', 'no-cache,no-store,must-revalidate')
    return sendWritten(
      reply,
      written.textOf(member, String(isShown), () => wireAnswer(member, isShown)),
    )
  }

  scope.route<{ Params: MemberParams }>({
    method: 'GET',
    url: '/fusion/v1/spaces/:spaceId/members/:unitId',
    schema: { operationId: 'getMember', params: MemberParams, querystring: MemberQuery },
    config: { documentation: () => import('./documentation.ts') },
    handler: (request, reply) => {
      const { spaceId, unitId } = request.params
      const member = aitableStore(request.sandbox).members.get(memberKey(spaceId, unitId))
      const isShown = wantsSensitive(request)
      if (member instanceof Promise) return member.then((made) => answer(made, isShown, reply))
      return answer(member, isShown, reply)
    },
  })
}
