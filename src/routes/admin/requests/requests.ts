/** The journal over HTTP: list, look up, empty; count, verify, wait. */
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Redactor } from '../../../sandbox/redactor.ts'
import type { AdminOptions } from '../admin.ts'
import { AdminError } from '../errors.ts'
import { sandboxOf } from '../sandboxes/sandbox-of.ts'
import { type EntryContext, toEntry } from './entry.ts'
import type { Entries, Entry, Filters, FiltersQuery } from './entry-schemas.ts'
import { checkFilters, numberIn, select } from './filters.ts'
import { requireJournal } from './require-journal.ts'
import {
  type Count,
  type CountBody,
  countRequests,
  deleteRequests,
  getRequest,
  listRequests,
  type Verdict,
  type VerifyBody,
  verifyRequests,
  type WaitBody,
  waitForRequests,
} from './schemas.ts'
import { waitFor } from './wait.ts'

/** A refused request may be answered, and its body be here, before the body has been read. */
const bodiesAtHand = (): Promise<void> => setImmediate()

const mountList = (scope: FastifyInstance, { vendors, sandboxes }: AdminOptions): void => {
  const context = (): EntryContext => ({ vendors, redactor: new Redactor(sandboxes.tokens()) })

  scope.get<{ Querystring: FiltersQuery }>('/requests', { schema: listRequests }, async (request) => {
    const { journal } = sandboxOf(sandboxes, request)
    const { sandbox: _, ...filters } = request.query
    checkFilters(filters, vendors, '?')
    await bodiesAtHand()
    const own = context()
    const requests = select(journal.entries(), filters).map((slot) => toEntry(slot, own))
    return { requests, dropped: journal.dropped } satisfies Entries
  })

  scope.get<{ Params: { id: string } }>('/requests/:id', { schema: getRequest }, async (request) => {
    const { journal } = sandboxOf(sandboxes, request)
    const { id } = request.params
    await bodiesAtHand()
    const slot = journal.get(numberIn(id) ?? 0)
    if (slot !== undefined) return toEntry(slot, context()) satisfies Entry
    const [path = ''] = request.url.split('?', 1)
    throw new AdminError(404, path, `the journal holds no request "${id}"`)
  })

  scope.delete('/requests', { schema: deleteRequests }, (request, reply) => {
    sandboxOf(sandboxes, request).journal.clear()
    return reply.code(204).send()
  })
}

const mountCount = (scope: FastifyInstance, { vendors, sandboxes }: AdminOptions): void => {
  scope.post<{ Body: CountBody }>('/requests/count', { schema: countRequests }, (request): Count => {
    const journal = requireJournal(sandboxOf(sandboxes, request).journal)
    const { match = {} } = request.body
    checkFilters(match, vendors, '/match')
    return { count: select(journal.entries(), match).length }
  })

  scope.post<{ Body: VerifyBody }>('/requests/verify', { schema: verifyRequests }, (request): Verdict => {
    const journal = requireJournal(sandboxOf(sandboxes, request).journal)
    const { match = {}, ...bound } = request.body
    checkFilters(match, vendors, '/match')
    const isWithin = createBound(bound)
    const count = select(journal.entries(), match).length
    return { ok: isWithin(count), count }
  })
}

const BOUNDS = ['atLeast', 'atMost', 'exactly'] as const

const createBound = (bound: Omit<VerifyBody, 'match'>): ((count: number) => boolean) => {
  const [, second] = Object.keys(bound)
  if (second !== undefined) throw new AdminError(400, `/${second}`, 'one bound is enough', BOUNDS)
  const { atLeast = 1, atMost, exactly } = bound
  if (exactly !== undefined) return (count) => count === exactly
  if (atMost !== undefined) return (count) => count <= atMost
  return (count) => count >= atLeast
}

const DEFAULT_WAIT = { match: {} as Filters, count: 1, timeoutMs: 5000 }

/** Ends with the connection of the client that waits. */
const untilClosed = (reply: FastifyReply): AbortController => {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller
}

const mountWait = (scope: FastifyInstance, { vendors, sandboxes }: AdminOptions): void => {
  const waiting = new Set<AbortController>()
  scope.addHook('preClose', (done) => {
    for (const controller of waiting) controller.abort()
    done()
  })

  scope.post<{ Body: WaitBody }>('/requests/wait', { schema: waitForRequests }, async (request, reply) => {
    const journal = requireJournal(sandboxOf(sandboxes, request).journal)
    const wanted = { ...DEFAULT_WAIT, ...request.body }
    checkFilters(wanted.match, vendors, '/match')
    const controller = untilClosed(reply)
    waiting.add(controller)
    const verdict = await waitFor(journal, wanted, controller.signal)
    waiting.delete(controller)
    // The server is being closed, and an idle connection would hold it up.
    if (controller.signal.aborted) reply.header('connection', 'close')
    return verdict
  })
}

export const mountRequests = (scope: FastifyInstance, options: AdminOptions): void => {
  mountList(scope, options)
  mountCount(scope, options)
  mountWait(scope, options)
}
