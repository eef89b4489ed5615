/** Sandboxes: made, listed, shown, deleted and reset. */
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { ControlError } from '../control-error.ts'
import type { ControlOptions } from '../options.ts'
import { NO_QUERY, SANDBOX_PARAMETER } from '../queries.ts'
import { useCase } from '../use-case.ts'
import { findSandbox } from './find-sandbox.ts'
import { createSandbox } from './new-sandbox.ts'
import { type NewSandboxBody, newSandbox, type SandboxView } from './schemas.ts'

const ResetQuery = {
  type: 'object',
  properties: {
    ...SANDBOX_PARAMETER,
    all: { type: 'boolean', description: 'true: resets the default sandbox and deletes the others.' },
  },
  additionalProperties: false,
} as const

const shown = ({ id, name, seed, credentials }: Sandbox): SandboxView => ({
  id,
  name: name ?? null,
  seed,
  credentials,
})

const createMaking = (options: ControlOptions) => ({
  createSandbox: useCase<object, NewSandboxBody | null | undefined>()({
    query: NO_QUERY,
    body: newSandbox(options.vendors),
    async run({ body }) {
      return shown(await createSandbox(options, body ?? {}))
    },
  }),

  deleteSandbox: useCase()({
    query: NO_QUERY,
    run({ params: { id = '' }, at }) {
      findSandbox(options.sandboxes, id, at)
      if (!options.sandboxes.delete(id))
        throw new ControlError('conflict', at, 'the default sandbox stays; reset it instead')
    },
  }),

  reset: useCase<{ sandbox?: string; all?: boolean }>()({
    query: ResetQuery,
    run({ sandbox, query }) {
      if (query.all && query.sandbox !== undefined)
        throw new ControlError('refused', '?/all', 'it is one sandbox or all of them', ['sandbox', 'all'])
      if (query.all) options.sandboxes.resetAll()
      else options.sandboxes.reset(sandbox())
    },
  }),
})

const createShowing = ({ sandboxes }: ControlOptions) => ({
  listSandboxes: useCase()({
    query: NO_QUERY,
    run() {
      return { sandboxes: sandboxes.list().map(shown) }
    },
  }),

  getSandbox: useCase()({
    query: NO_QUERY,
    run({ params: { id = '' }, at }) {
      return shown(findSandbox(sandboxes, id, at))
    },
  }),
})

export const createSandboxControl = (options: ControlOptions) => ({
  ...createMaking(options),
  ...createShowing(options),
})
