/** The text of --help, made from the table of settings. */

import { type Setting, settingsOf } from '../config/settings.ts'
import type { VendorDefinition } from '../contract/definition.ts'

export interface CommandHelp {
  /** With its operands: `env [vendor]`. */
  usage: string
  help: string
}

const WIDTH = 100
const INDENT = 30

/** `text` in lines of at most `width` characters, broken at spaces. */
const wrap = (text: string, width: number): readonly string[] => {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}

/** Two columns; a left side that is too long takes a line of its own. */
const row = (left: string, right: string): string => {
  const lines = wrap(right, WIDTH - INDENT)
  const isLong = left.length > INDENT - 2
  const first = isLong ? [left] : [left.padEnd(INDENT) + lines[0]]
  return [...first, ...lines.slice(isLong ? 0 : 1).map((line) => ' '.repeat(INDENT) + line)].join('\n')
}

export const flagRow = ({
  flag,
  short,
  type,
  variable,
  help,
  default: preset,
  defaultText,
}: Setting): string => {
  const long = preset === true && type.isSwitch ? `--[no-]${flag}` : `--${flag}`
  const names = short === undefined ? `      ${long}` : `  -${short}, ${long}`
  const value = type.placeholder === '' ? '' : ` ${type.placeholder}`
  return row(names + value, `${help} [${variable}; ${defaultText}]`)
}

export const section = (title: string, rows: readonly string[]): string => `${title}\n${rows.join('\n')}`

export const helpText = (
  definitions: readonly VendorDefinition[],
  commands: readonly CommandHelp[],
  version: string,
): string => {
  const settings = settingsOf(definitions)
  const titles = definitions.map(({ title }) => title).join(', ')
  const ofVendors = definitions.map(({ id, title }) =>
    section(`${title}:`, settings.filter(({ vendor }) => vendor === id).map(flagRow)),
  )
  return [
    `membermock ${version}: a mock API server for the member APIs of ${titles}.`,
    section(
      'Usage:',
      [row('  membermock [command] [flags]', '')].map((line) => line.trimEnd()),
    ),
    section(
      'Commands:',
      commands.map(({ usage, help }) => row(`  ${usage}`, help)),
    ),
    section('Flags [variable; default]:', [
      ...settings.filter(({ vendor }) => vendor === undefined).map(flagRow),
      row('      --print-config-schema', 'print the JSON Schema of the config file'),
      row('  -h, --help', 'print this'),
      row('      --version', 'print the version'),
    ]),
    ...ofVendors,
    wrap(
      'A switch takes no value, or =true or =false, and has a --no- form. A flag wins over its variable, a variable over the config file, which has these settings too, and your own credentials and members.',
      WIDTH,
    ).join('\n'),
    section('Exit codes:', [
      '  0  stopped by SIGTERM or SIGINT',
      '  1  could not run',
      '  2  a flag, variable or config file is wrong, or the port is in use',
      '  3  with --strict: something was asked for that is not emulated; of verify: something differs',
      "  of run: COMMAND's own; 128 + N when signal N ended it, 126 or 127 when it cannot be run",
    ]),
    'The documents are at /__admin/docs of the running server, and in README.md.',
  ].join('\n\n')
}
