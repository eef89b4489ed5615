/** Commands with flags and variables of their own, and no config file: each is loaded when it is run. */
import type { CommandHelp } from './help.ts'
import type { Given } from './own-settings.ts'

export interface Terminal {
  print(text: string): void
  complain(text: string): void
  /** Calls `stop` with the first signal. */
  onInterrupt(stop: () => void): void
  showProgress?(text: string): void
}

export interface OwnCommand extends CommandHelp {
  /** How many operands it takes at most. */
  operands: number
  /** Resolves with the exit code, or with what is asked for instead of a run. */
  runOwn(given: Given, terminal: Terminal): Promise<number | 'version'>
}

export const ownCommands: Readonly<Record<string, OwnCommand>> = {
  verify: {
    usage: 'verify [its flags]',
    operands: 0,
    help: 'compare any server with what is known of a vendor; see membermock verify --help',
    runOwn: async (given, terminal) => (await import('./verify/command.ts')).runVerify(given, terminal),
  },
  record: {
    usage: 'record [its flags]',
    operands: 0,
    help: 'stand in front of a vendor and keep, without persons, what it answers; see membermock record --help',
    runOwn: async (given, terminal) => (await import('./record/command.ts')).runRecord(given, terminal),
  },
  import: {
    usage: 'import DIR',
    operands: 1,
    help: 'print a config file with the members, groups and teams of a recording; see membermock import --help',
    runOwn: async (given, terminal) => (await import('./import/command.ts')).runImport(given, terminal),
  },
  trigger: {
    usage: 'trigger EVENT [its flags]',
    operands: 1,
    help: 'bring an event about on a server that runs; see membermock trigger --help, and --list',
    runOwn: async (given, terminal) => (await import('./trigger.ts')).runTrigger(given, terminal),
  },
}
