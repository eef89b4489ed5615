/** The way to a membermock in the same process: what is asked is control's to do, and nothing is sent anywhere. */

import { DEEPEST, isDeeperThan } from '../contract/json.ts'
import type { Control } from '../control/control.ts'
import { BODY_BYTES, ControlError, TOO_DEEP, TOO_LARGE } from '../control/control-error.ts'
import type { AnyUseCase, Asked } from '../control/use-case.ts'
import type { CallName } from '../routes/admin/calls.ts'
import { FAILED, statusFor } from '../routes/admin/errors.ts'
import { type Connection, closed, type Question, type Target, targetOf } from './ask.ts'
import { MembermockError } from './error.ts'

const PREFIX = '/__admin'

/** What has been given, as if it had been sent: neither side sees what the other does with it later. */
const received = (text: string | undefined): unknown => {
  if (text === undefined) return undefined
  if (Buffer.byteLength(text) > BODY_BYTES) throw new ControlError('tooLarge', '', TOO_LARGE)
  if (isDeeperThan(DEEPEST, text)) throw new ControlError('refused', '', TOO_DEEP)
  return JSON.parse(text)
}

type Verb = keyof Control['records'][number]['does']

const VERBS: Readonly<Record<string, Verb>> = {
  listRecords: 'list',
  addRecord: 'add',
  getRecord: 'get',
  deleteRecord: 'delete',
  putRecord: 'put',
  patchRecord: 'patch',
}

const isOfUseCases = (name: string, useCases: Control['useCases']): name is keyof Control['useCases'] =>
  Object.hasOwn(useCases, name)

/** What is called `name`, and what it has to be asked with beside what is given. */
const lookUp = (
  { useCases, records }: Control,
  name: CallName,
  params: Question['params'] = {},
): { useCase: AnyUseCase; params: Readonly<Record<string, string>> } | undefined => {
  if (isOfUseCases(name, useCases)) return { useCase: useCases[name], params }
  const found = records.find(
    ({ vendor, collection }) => vendor.id === params.vendor && collection.list === params.list,
  )
  const verb = VERBS[name]
  if (found === undefined || verb === undefined) return undefined
  // Who has no ids of its own to give has no such call.
  if (verb === 'add' && !found.collection.makesIds) return undefined
  return { useCase: found.does[verb], params: { [found.collection.parameter]: String(params.id) } }
}

/** What a PUT answers is the record; whether it is new, HTTP says by its status. */
const answerOf = (name: CallName, result: unknown): unknown =>
  name === 'putRecord' ? (result as { record: unknown }).record : result // as `put` of records answers

const asMembermockError = (error: unknown, failed: (error: unknown) => void): MembermockError => {
  if (error instanceof ControlError) {
    const { path, message, accepted } = error
    return new MembermockError(message, { status: statusFor(error), path, accepted })
  }
  failed(error)
  return new MembermockError(FAILED, { status: 500, path: '' }, { cause: error })
}

const perform = async (
  control: Control,
  name: CallName,
  { params }: Question,
  { method, path, query, signal, text }: Target & { signal: AbortSignal; text: string | undefined },
): Promise<unknown> => {
  const at = PREFIX + path
  const found = lookUp(control, name, params)
  if (found === undefined) throw new ControlError('absent', at, `there is no ${method} ${at} here`)
  const asked: Asked = { at, params: found.params, query, body: received(text), signal }
  return answerOf(name, await control.perform(found.useCase, asked))
}

/** `createControl` is called with the first question; `failed` is told of faults of our own. */
export const connectLocally = (
  createControl: () => Control,
  failed: (error: unknown) => void,
): Connection => {
  const closing = new AbortController()
  let control: Control | undefined
  return {
    async ask<Result>(name: CallName, question: Question = {}) {
      const target = targetOf(name, question)
      if (closing.signal.aborted) throw closed(target)
      const text = JSON.stringify(question.body)
      try {
        control ??= createControl()
        const sent = { ...target, signal: closing.signal, text }
        const result = await perform(control, name, question, sent)
        return (result === undefined ? undefined : JSON.parse(JSON.stringify(result))) as Result // as that use case answers
      } catch (error) {
        throw asMembermockError(error, failed)
      }
    },
    async close() {
      closing.abort()
    },
  }
}
