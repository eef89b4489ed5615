/** Puts use cases of control's on routes: their schemas are the routes', what they answer is sent, and no more. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Control, UseCases } from '../../control/control.ts'
import type { AnyUseCase, Asked, Perform } from '../../control/use-case.ts'
import { CALLS, type CallAddress } from './calls.ts'

/** What is said of a call in the OpenAPI document. */
export interface CallWords {
  summary: string
  params?: object
  /** By status; the first is that of an answer, unless `send` says otherwise. */
  response: Readonly<Record<number, object>>
  /** The most bytes of a body; the admin's own unless told. */
  bodyLimit?: number
}

export interface Call<Result> extends CallWords {
  address: CallAddress
  useCase: AnyUseCase<Result>
  operationId: string
  send?(result: Result, reply: FastifyReply): FastifyReply
  /** Ends a wait early. */
  signal?(reply: FastifyReply): AbortSignal
}

export const ID_PARAMS = {
  type: 'object',
  properties: { id: { type: 'string', description: 'Its id.' } },
  required: ['id'],
} as const

/** What a request asks of a use case. */
const askedBy = ({ url, params, query, body }: FastifyRequest): Asked => {
  const [at = ''] = url.split('?', 1)
  return {
    at,
    params: params as Readonly<Record<string, string>>, // Fastify gives text by name
    query: query as Readonly<Record<string, unknown>>, // the same, or lists of it
    body,
  }
}

export const mountUseCase = <Result>(scope: FastifyInstance, perform: Perform, call: Call<Result>): void => {
  const { address, useCase, operationId, summary, params, response, signal, bodyLimit } = call
  const [status = 200] = Object.keys(response).map(Number)
  const send = call.send ?? ((result, reply) => reply.code(status).send(result))
  scope.route({
    method: address.method,
    ...(bodyLimit !== undefined && { bodyLimit }),
    // As Fastify writes a parameter.
    url: address.path.replace(/\{(\w+)\}/g, ':$1'),
    schema: {
      operationId,
      summary,
      ...(params !== undefined && { params }),
      querystring: useCase.query,
      ...(useCase.body !== undefined && { body: useCase.body }),
      response,
    },
    async handler(request, reply) {
      const asked = { ...askedBy(request), ...(signal && { signal: signal(reply) }) }
      return send(await perform(useCase, asked), reply)
    },
  })
}

type ResultOf<Made> = Made extends { run(input: never): infer Result } ? Awaited<Result> : never

/** For a use case that has one call, of the same name. */
export const mountCall = <Name extends keyof UseCases>(
  scope: FastifyInstance,
  { useCases, perform }: Control,
  name: Name,
  words: CallWords & Pick<Call<ResultOf<UseCases[Name]>>, 'send' | 'signal'>,
): void => {
  const useCase = useCases[name] as AnyUseCase<ResultOf<UseCases[Name]>> // the compiler does not see it through `Name`
  mountUseCase(scope, perform, { address: CALLS[name], useCase, operationId: name, ...words })
}
