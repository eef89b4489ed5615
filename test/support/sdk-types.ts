/** Checks answers against the types of @whop/sdk, as its own compiler would: each is written down as a literal. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export interface Typed {
  /** Whose answer it is: `users.retrieve`. */
  method: string
  /** What is read of the type, such as `['data'][number]` for an item of a list. */
  of?: string
  value: unknown
}

const HEAD = `import type Whop from '@whop/sdk'
type Client = InstanceType<typeof Whop>
/** Keys that a type does not have are none of its business: the vendor adds some between two releases. */
declare const is: <Wanted>() => <Given extends Wanted>(given: Given) => void
`

const lineOf = ({ method, of = '', value }: Typed): string => {
  const path = method
    .split('.')
    .map((part) => `['${part}']`)
    .join('')
  return `is<Awaited<ReturnType<Client${path}>>${of}>()(${JSON.stringify(value)})`
}

/** What the compiler says of each that does not fit; `folder` is within this repository, where the SDK is found. */
export const misfits = (folder: string, typed: readonly Typed[]): readonly string[] => {
  const file = join(folder, 'answers.mts')
  writeFileSync(file, HEAD + typed.map((one) => `${lineOf(one)}\n`).join(''))
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
  })
  const before = HEAD.split('\n').length - 1
  return ts.getPreEmitDiagnostics(program).map(({ file: of, start = 0, messageText }) => {
    const line = of === undefined ? -1 : of.getLineAndCharacterOfPosition(start).line - before
    const method = typed[line]?.method ?? of?.fileName ?? ''
    return `${method}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}
