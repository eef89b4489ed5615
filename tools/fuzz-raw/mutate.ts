/** Breaks bytes: a few at a time, with what parsers stumble over. */
import type { Chance } from './chance.ts'

const STUMBLES = [
  ...[
    '\r\n',
    '\r\n\r\n',
    '\n',
    '\r',
    '\0',
    ' ',
    '\t',
    ':',
    '%',
    '%zz',
    '%2F',
    '%00',
    '/',
    '//',
    '..',
    '?',
    '#',
    '&',
    '[',
  ],
  ...[
    'Transfer-Encoding: chunked\r\n',
    'Content-Length: 5\r\n',
    'Content-Length: -1\r\n',
    'Expect: 100-continue\r\n',
  ],
  ...[
    'Connection: close\r\n',
    'Connection: upgrade\r\nUpgrade: h2c\r\n',
    'Host: whop.localhost\r\n',
    'HTTP/1.0',
    'HTTP/2.0',
  ],
  ...[
    'Prefer: code=401\r\n',
    'Prefer: status=429\r\n',
    'Content-Type: text/plain\r\n',
    'Content-Encoding: gzip\r\n',
  ],
  ...[
    '0\r\n\r\n',
    'FFFFFFFFFFFFFFFF\r\n',
    '\xff\xfe',
    '\u00c3\u00a9',
    '%6d',
    '{"',
    '__proto__',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ],
  ...[
    'a'.repeat(3000),
    '%41'.repeat(1000),
    `X: ${'y'.repeat(70_000)}\r\n`,
    'X:\r\n'.repeat(300),
    '['.repeat(2000),
  ],
] as unknown as readonly [string, ...string[]] // it is not empty

type Mutation = (text: string, at: number, chance: Chance) => string

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  (text, at, chance) => text.slice(0, at) + String.fromCharCode(chance.below(256)) + text.slice(at + 1),
  (text, at, chance) => text.slice(0, at) + text.slice(at + 1 + chance.below(12)),
  (text, at, chance) => text.slice(0, at) + chance.pick(STUMBLES) + text.slice(at),
  (text, at, chance) => text.slice(0, at) + chance.pick(STUMBLES) + text.slice(at + 1 + chance.below(20)),
  (text, at, chance) => text.slice(0, at) + text.slice(Math.max(0, at - chance.below(60))),
  (text, at, chance) => {
    // At the end of a line, where a header fits.
    const line = text.indexOf('\r\n', at)
    return line === -1 ? text : text.slice(0, line + 2) + chance.pick(STUMBLES) + text.slice(line + 2)
  },
]

export const mutate = (text: string, chance: Chance): string => {
  let mutated = text
  for (let times = chance.below(4); times > 0; times--)
    mutated = chance.pick(MUTATIONS)(mutated, chance.below(mutated.length + 1), chance)
  return mutated
}
