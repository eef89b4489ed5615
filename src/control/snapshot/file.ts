/** Starts the default sandbox in the state that a file holds. */
import { readFile, stat } from 'node:fs/promises'
import { ConfigError, type Problem } from '../../config/problems.ts'
import type { Control } from '../control.ts'
import { ControlError } from '../control-error.ts'

/** As much as a call of the admin may bring. */
export const SNAPSHOT_BYTES = 64 * 1024 * 1024

const ACCEPTED = 'the JSON that GET /__admin/snapshot answers, of the same seed and settings'

const refuse = (problem: Partial<Problem> & { file: string; found: string }): ConfigError =>
  new ConfigError([{ accepted: ACCEPTED, ...problem }])

const readSnapshot = async (file: string): Promise<unknown> => {
  let text: string
  try {
    const { size } = await stat(file)
    if (size > SNAPSHOT_BYTES)
      throw refuse({ file, found: `${size} bytes`, accepted: `${SNAPSHOT_BYTES} at most` })
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw refuse({ file, found: `nothing that can be read (${reason})` })
  }
  try {
    return JSON.parse(text)
  } catch {
    throw refuse({ file, found: 'no JSON' })
  }
}

/** Throws a ConfigError that says what in the file does not fit; then nothing has changed. */
export const restoreFile = async ({ useCases, perform }: Control, file: string): Promise<void> => {
  const body = await readSnapshot(file)
  try {
    await perform(useCases.restoreSnapshot, { at: file, body })
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    const { path, message, accepted = [] } = error
    const found = `what does not fit: ${message}`
    throw refuse({
      file,
      path,
      found,
      ...(accepted.length > 0 && { accepted: accepted.map(String).join(', ') }),
    })
  }
}
