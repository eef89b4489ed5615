/**
 * Keeps `nextTick` fast, which every request calls several times.
 *
 * V8 forgets the shape of objects of which none is left at a full garbage collection, and one comes at start-up. The
 * code in Node that writes a tick's fields then meets a new shape and stays on the slow path for good: a call costs
 * five times as much. So one tick is kept.
 */
import { executionAsyncResource } from 'node:async_hooks'
import { nextTick } from 'node:process'

const kept: object[] = []

export const keepTickShape = (): void => nextTick(() => kept.push(executionAsyncResource()))
