/** Builds the program beside what an installed one finds beside it, without checking types. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Files and folders of a package that has been built into the directory that is returned. */
export const buildPackage = (t: Test, more: Readonly<Record<string, string | object>> = {}): string => {
  const link = (name: string) => t.fixture('symlink', ROOT + name)
  const home = t.testdir({
    'package.json': link('package.json'),
    fixtures: link('fixtures'),
    openapi: link('openapi'),
    ...more,
  })
  execFileSync(process.execPath, [
    `${ROOT}node_modules/typescript/bin/tsc`,
    ...[
      '-p',
      `${ROOT}tsconfig.build.json`,
      '--noCheck',
      '--declaration',
      'false',
      '--outDir',
      `${home}/dist`,
    ],
  ])
  return home
}
