/** From pairs of measurements to medians, ratios and verdicts, and the table that shows them. */
import { markdownTable } from './table.js'

/** A ratio of membermock to bare above its bound fails; one without a bound is only shown. */
const FIGURES = [
  { name: 'CPU a request', unit: 'µs', of: 'loads', key: 'cpu', bound: 1.2 },
  { name: 'throughput', unit: '/s', of: 'loads', key: 'throughput' },
  { name: 'p99', unit: 'ms', of: 'loads', key: 'p99' },
  { name: 'start-up to first answer', unit: 'ms', of: 'starts', key: 'milliseconds', bound: 1.4 },
  { name: 'memory after first answer', unit: 'MB', of: 'starts', key: 'memory', bound: 1.3 },
  { name: 'memory after load', unit: 'MB', of: 'loads', key: 'memory', bound: 1.3 },
]

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** `measured` is `{ loads, starts }`, each a list of pairs. */
export const figuresOf = (vendor, measured) =>
  FIGURES.map(({ name, unit, of, key, bound }) => {
    const pairs = measured[of].map(({ membermock, bare }) => ({
      membermock: membermock[key],
      bare: bare[key],
    }))
    const ratios = pairs.map(({ membermock, bare }) => membermock / bare)
    const ratio = median(ratios)
    return {
      vendor,
      name,
      unit,
      membermock: median(pairs.map((pair) => pair.membermock)),
      bare: median(pairs.map((pair) => pair.bare)),
      ratio,
      lowest: Math.min(...ratios),
      highest: Math.max(...ratios),
      bound,
      verdict: bound === undefined ? '' : ratio <= bound ? 'PASS' : 'FAIL',
    }
  })

const HEADINGS = ['vendor', 'figure', 'membermock', 'bare', 'ratio', 'range', 'bound', '']

const short = (value) => value.toFixed(value < 100 ? 1 : 0)

const cells = ({ vendor, name, unit, membermock, bare, ratio, lowest, highest, bound, verdict }) => [
  vendor,
  name,
  `${short(membermock)} ${unit}`,
  `${short(bare)} ${unit}`,
  ratio.toFixed(2),
  `${lowest.toFixed(2)}-${highest.toFixed(2)}`,
  bound === undefined ? '' : `<= ${bound.toFixed(2)}`,
  verdict,
]

export const tableOf = (figures) => markdownTable([HEADINGS, ...figures.map(cells)])
