/** The result of `verify` as JUnit XML, which CI servers show case by case. */
import { countOf, type Report, sayDifference } from './report.ts'
import type { Result } from './result.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)

const testCase = (vendor: string, { case: one, outcome, reason = '', differences }: Result): string => {
  const open = `    <testcase classname="${vendor}" name="${escaped(one.case)}"`
  if (outcome === 'same') return `${open}/>`
  const [first = '', ...others] = differences.map((each) => escaped(sayDifference(each)))
  const inner =
    outcome === 'skipped'
      ? `<skipped message="${escaped(reason)}"/>`
      : outcome === 'warns'
        ? `<system-out>${[first, ...others].join('\n')}</system-out>`
        : `<failure message="${first}">${[first, ...others].join('\n')}</failure>`
  return `${open}>\n      ${inner}\n    </testcase>`
}

export const junitText = ({ vendor, target, results }: Report): string => {
  const { differs, skipped } = countOf(results)
  const counts = `tests="${results.length}" failures="${differs}" errors="0" skipped="${skipped}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="membermock verify ${vendor}" ${counts}>`,
    `    <properties><property name="target" value="${escaped(target)}"/></properties>`,
    ...results.map((result) => testCase(vendor, result)),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}
