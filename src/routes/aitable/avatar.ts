/** The address of a made avatar, as the vendor's example has it: the day of the upload, then 32 hex digits. */
import type { Random } from '../../sandbox/random.ts'
import { createTimeline, DAY } from '../../sandbox/timeline.ts'
import { drawUnitId } from './organization.ts'

export const drawAvatar = (random: Random, now: number): string => {
  const { uploaded } = createTimeline({ random, now, steps: { uploaded: 900 * DAY }, given: {} })
  const day = uploaded.slice(0, 10).replaceAll('-', '/')
  return `https://s1.aitable.ai/public/${day}/${drawUnitId(random)}`
}
