/** Spoils each text, status and header of the vendors' answers, one at a time: `npm run mutate` says what notices. */
import { type Outcome, runMutants } from '../test/support/mutation.ts'

const PARTS = ['text', 'status', 'header'] as const

const killedOf = (outcomes: readonly Outcome[]): string => {
  const killed = outcomes.filter(({ killedBy }) => killedBy !== undefined).length
  return outcomes.length === 0 ? '' : `${killed}/${outcomes.length}`
}

const lineOf = (name: string, outcomes: readonly Outcome[]): string => {
  const cells = PARTS.map((part) =>
    killedOf(outcomes.filter(({ mutant }) => mutant.part === part)).padStart(9),
  )
  return [name.padEnd(30), ...cells].join('')
}

const outcomes = await runMutants()
const answers = new Map<string, Outcome[]>()
for (const outcome of outcomes) {
  const name = `${outcome.mutant.vendor} ${outcome.mutant.answer}`
  answers.set(name, [...(answers.get(name) ?? []), outcome])
}

console.log(['killed/made'.padEnd(30), ...PARTS.map((part) => part.padStart(9))].join(''))
for (const [name, own] of answers) console.log(lineOf(name, own))
console.log(lineOf('all', outcomes))

const survivors = outcomes.filter(({ killedBy }) => killedBy === undefined)
for (const { mutant } of survivors)
  console.log(`survived: ${mutant.vendor} ${mutant.answer}, ${mutant.part}: ${mutant.change}`)
const killed = outcomes.length - survivors.length
console.log(`${killed} of ${outcomes.length} killed`)
if (survivors.length > 0 || outcomes.length === 0) process.exitCode = 1
