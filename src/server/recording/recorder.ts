/** Writes exchanges into a folder, a file each, as soon as they are known; only what may be written comes here. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../config/problems.ts'
import type { Exchange, Provenance } from '../../exchange/format.ts'
import { writeExchanges } from '../../exchange/write.ts'
import type { Written } from './exchange-privacy.ts'
import { NotKept } from './plain-body.ts'

export interface RecorderOptions {
  /** As the user names it. */
  folder: string
  /** Of the target, with its port where it has one. */
  host: string
  /** YYYY-MM-DD. */
  date: string
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const unusable = (folder: string, found: string): ConfigError =>
  new ConfigError([
    { path: '--out', found: `${folder}: ${found}`, accepted: 'a folder that has no recording yet' },
  ])

/** Makes the folder; throws a ConfigError where it cannot be one of its own, since two recordings do not go together. */
export const openFolder = (folder: string): void => {
  let names: readonly string[]
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    names = readdirSync(folder)
  } catch (error) {
    throw unusable(folder, `no folder that can be written (${codeOf(error)})`)
  }
  if (names.some((name) => name.endsWith('.http'))) throw unusable(folder, 'a recording')
}

/** At the head of each file. */
const NOTES = ['Recorded: persons, ids, keys and texts in it are stand-ins.']

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** In an exchange's frame there is nothing but what was asked and answered. */
const exchangeOf = ({ request, answer }: Written, name: string, known: Provenance): Exchange => ({
  line: 0,
  place: '',
  notes: [],
  cases: [
    {
      line: 0,
      name,
      what: `What ${known.source} answered.`,
      known,
      refusal: undefined,
      isSuccess: false,
      operation: undefined,
      provoke: undefined,
      test: undefined,
      with: [],
      without: [],
      charset: undefined,
      shape: undefined,
      writing: undefined,
      has: [],
      mentions: undefined,
      probe: [],
      verify: undefined,
    },
  ],
  givens: [],
  captures: [],
  again: undefined,
  published: undefined,
  request,
  answer,
})

export class Recorder {
  readonly #options: RecorderOptions
  #count = 0

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  /** How many have been written. */
  get count(): number {
    return this.#count
  }

  /** Throws NotKept for what the format cannot say, and what the file system throws. */
  keep(written: Written): void {
    const { folder, host, date } = this.#options
    const number = String(this.#count + 1).padStart(4, '0')
    const name = `recorded-${number}`
    const exchange = exchangeOf(written, name, { how: 'observed', source: host, date })
    const rest = { notes: NOTES, cases: [], settings: undefined, isRaw: false, isWriting: false }
    let text: string
    try {
      text = writeExchanges({ name: '', exchanges: [exchange], ...rest })
    } catch {
      throw new NotKept('texts that an exchange file cannot hold')
    }
    const file = `${number}-${kebab(written.operation ?? 'other')}.http`
    writeFileSync(join(folder, file), text, { mode: 0o600, flag: 'wx' })
    this.#count += 1
  }
}
