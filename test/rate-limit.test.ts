/** Fixed windows on a clock that the test moves. */
import t from 'tap'
import { Clock, isClockTime, LAST_TIME } from '../src/sandbox/clock.ts'
import { isRequestLimit, isWindowLength, RateLimiter } from '../src/sandbox/rate-limit.ts'

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
  t.equal(drain(limiter, 'seen only now'), 3, 'what was set has expired')
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

t.test('with a clock that stands still, made-up keys are bounded too, in number and in length', async (t) => {
  const { limiter } = createLimiter()
  const long = 'x'.repeat(60_000)
  drain(limiter, 'real')
  drain(limiter, long)
  limiter.setRemaining(2)
  drain(limiter, 'real')
  let most = 0
  for (let i = 0; i < 300_000; i++) {
    limiter.take(`key ${i}`)
    most = Math.max(most, limiter.size)
  }
  t.ok(most <= 50_000, `${most} windows were kept`)
  t.ok(limiter.take('real').isOver, 'one that asks again is not forgotten for those that ask once')
  limiter.take(long)
  t.equal(limiter.remaining(limiter.peek(long)), 1, 'long keys have windows of their own')
  t.equal(limiter.remaining(limiter.peek(`${long}y`)), 2)

  for (let i = 0; i < 100_000; i++) for (let again = 0; again < 2; again++) limiter.take(`twice ${i}`)
  t.ok(limiter.size <= 50_000, 'nor do those that ask again grow without end')
})

t.test('limits and windows have a maximum', async (t) => {
  for (const good of [1, 100, 1_000_000_000]) t.ok(isRequestLimit(good) && isWindowLength(good), String(good))
  for (const bad of [0, -1, 1.5, 1_000_000_001, Number.NaN, Number.POSITIVE_INFINITY])
    t.notOk(isRequestLimit(bad) || isWindowLength(bad), String(bad))
  t.ok(isRequestLimit(null))
})

t.test('a clock shows nothing before the epoch and nothing past the year 9999', async (t) => {
  const clock = new Clock()
  for (const at of [-1, LAST_TIME + 1, Number.NaN, Date.parse('0000-01-01T00:00:00Z')]) {
    t.notOk(isClockTime(at))
    t.throws(() => clock.freeze(at), RangeError)
  }
  t.equal(clock.mode, 'following', 'and stays as it was')
  clock.freeze(LAST_TIME)
  t.throws(() => clock.advance(1), RangeError)
  t.equal(clock.now(), LAST_TIME)
  clock.follow()
  clock.advance(LAST_TIME - clock.now() - 60_000)
  clock.advance(59_000)
  t.ok(clock.now() <= LAST_TIME)
  t.equal(new Date(clock.now()).toISOString().slice(0, 4), '9999')
})
