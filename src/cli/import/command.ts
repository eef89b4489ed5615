/** `membermock import`: prints a config file whose world is that of a recording. */
import { readFlags } from '../../config/command-line.ts'
import { ConfigError, refuseWord } from '../../config/problems.ts'
import { readEntries } from './entries.ts'

const EXIT = { ok: 0 } as const

const HELP = `membermock import DIR: prints a config file with the members, groups, teams and roles of a recording.

  npx membermock import recording > membermock.config.yaml

DIR is a folder that membermock record has written. The keys are those that stand for the recorded ones.

Exit codes:
  0  printed
  2  the recording cannot be used`

interface Terminal {
  print(text: string): void
}

/** Resolves with the exit code, or with what is asked for instead of a run. Throws a ConfigError. */
export const runImport = async (
  { args }: { args: readonly string[] },
  { print }: Terminal,
): Promise<number | 'version'> => {
  const { ask, words } = readFlags([], args, 'membermock import --help')
  if (ask === 'version') return ask
  if (ask !== undefined) {
    print(HELP)
    return EXIT.ok
  }
  const [folder, extra] = words
  if (extra !== undefined) throw refuseWord('import', extra, [])
  if (folder === undefined)
    throw new ConfigError([
      { path: 'import', found: 'no folder', accepted: 'the name of one with a recording' },
    ])
  const content = await readEntries(folder)
  const { stringify } = await import('yaml')
  print(stringify(content, { lineWidth: 0 }).trimEnd())
  return EXIT.ok
}
