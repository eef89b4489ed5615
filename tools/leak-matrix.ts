/** The leak matrix as a page: each edge of HTTP, and what each vendor answers to it, from the table the tests use. */
import { type Edge, type Expected, edges, type Name, VENDORS } from '../test/support/edges.ts'

const NAMES = Object.keys(VENDORS) as Name[] // the keys of a const

const SHOWN = 60

const code = (text: string): string => `\`${text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text}\``

const sent = ({ method = 'GET', path, headers = '', body }: Edge): string =>
  [
    code(`${method} ${path}`),
    ...headers.split('\r\n').filter(Boolean).map(code),
    ...(body === undefined ? [] : [`a body of ${Buffer.byteLength(body)} bytes`]),
  ].join(', ')

const answered = (expected: Expected | null): string =>
  expected === null ? 'the member, 200' : `${expected[0]} \`${expected[1].replaceAll('|', '\\|')}\``

const row = (edge: Edge): string =>
  `| ${[edge.name, sent(edge), ...NAMES.map((name) => answered(edge.expected[name]))].join(' | ')} |`

export const leakMatrixText = (): string =>
  [
    '# The leak matrix',
    '',
    'What a framework or a parser would answer in its own voice, and what each vendor answers instead: exact bodies,',
    'checked over a raw socket by `test/edges.test.ts`. `GOOD` stands for the id of a member. Beyond the table,',
    '`test/leaks.test.ts` sends 10,000 fuzzed requests (`npm run fuzz -- --cases N` for more): each answer has to be one that the vendor',
    'has, or a bare 400 or 431. Written by `npm run generate`.',
    '',
    `| edge | sent | ${NAMES.join(' | ')} |`,
    `| --- | --- | ${NAMES.map(() => '---').join(' | ')} |`,
    ...edges.map(row),
    '',
  ].join('\n')
