/** Fixed windows on a clock that the test moves. */
import t from 'tap'
import { Clock } from '../src/sandbox/clock.ts'
import { RateLimiter } from '../src/sandbox/rate-limit.ts'

const START = Date.parse('2026-03-01T12:00:00.250Z')

const createLimiter = (over: object = {}): { clock: Clock; limiter: RateLimiter } => {
  const clock = new Clock()
  clock.freeze(START)
  const rule = { limit: 3, windowSeconds: 60, isOff: false, startsOnSecond: false, ...over }
  return { clock, limiter: new RateLimiter(rule, clock) }
}

/** Takes until refused; how many were let through. */
const drain = (limiter: RateLimiter, key: string): number => {
  let taken = 0
  while (!limiter.take(key).isOver && taken < 1000) taken += 1
  return taken
}

t.test('a window starts at the first request and ends for good', async (t) => {
  const { clock, limiter } = createLimiter()
  t.equal(drain(limiter, 'a'), 3)
  t.equal(drain(limiter, 'b'), 3, 'each key has its own window')
  clock.advance(59_999)
  t.ok(limiter.take('a').isOver)
  clock.advance(1)
  t.equal(drain(limiter, 'a'), 3)
})

t.test('seconds left are rounded up, and at least 1', async (t) => {
  const { clock, limiter } = createLimiter()
  const window = limiter.take('a')
  t.equal(limiter.secondsLeft(window), 60)
  clock.advance(1)
  t.equal(limiter.secondsLeft(window), 60)
  clock.advance(999)
  t.equal(limiter.secondsLeft(window), 59)
  clock.advance(58_999)
  t.equal(limiter.secondsLeft(window), 1)
})

t.test('a window that starts on the second ends on one', async (t) => {
  const { clock, limiter } = createLimiter({ startsOnSecond: true })
  const window = limiter.take('a')
  t.equal(limiter.resetsAt(window), Math.floor(START / 1000) + 60)
  clock.advance(59_749)
  t.equal(drain(limiter, 'a'), 2, 'the old window still')
  clock.advance(1)
  t.equal(limiter.remaining(limiter.take('a')), 2, 'the new one, from its whole second')
})

t.test('off counts nothing and refuses nothing', async (t) => {
  const { limiter } = createLimiter({ isOff: true })
  t.equal(drain(limiter, 'a'), 1000)
  t.equal(limiter.remaining(limiter.take('a')), 3)
})

t.test('a clock set back opens a new window', async (t) => {
  const { clock, limiter } = createLimiter()
  drain(limiter, 'a')
  clock.freeze(START - 1)
  t.equal(drain(limiter, 'a'), 3)
})

t.test('remaining can be set: seen keys at once, others in their first window', async (t) => {
  const { clock, limiter } = createLimiter()
  limiter.take('seen')
  limiter.setRemaining(1)
  t.equal(limiter.remaining(limiter.peek('seen')), 1)
  t.equal(limiter.remaining(limiter.peek('unseen')), 1)
  t.equal(drain(limiter, 'seen'), 1)
  t.equal(drain(limiter, 'unseen'), 1)
  clock.advance(60_000)
  t.equal(drain(limiter, 'seen'), 3)
  t.equal(drain(limiter, 'unseen'), 3)
  limiter.reset()
  t.equal(drain(limiter, 'new'), 3)
})

t.test('ended windows of made-up keys are forgotten', async (t) => {
  const { clock, limiter } = createLimiter()
  for (let i = 0; i < 50_000; i++) {
    clock.advance(100)
    limiter.take(`key ${i}`)
  }
  t.ok(limiter.size < 3000, `${limiter.size} windows are kept`)
})
