/**
 * `node tools/bundle.js FOLDER [sources]`: the program and the library as few files. Node opens the modules of a level all
 * at once: some hundred files are more than a system with few descriptors has, and most of the time of a start. What is
 * imported later stays in files of its own; what several need is in one that they share, so that no class is there twice.
 */
import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
/** What is run or imported from outside. */
const ENTRIES = ['main.ts', 'index.ts', 'types.ts']

/** All files lie in one folder; a module goes on finding what is beside the package as if it lay where its source does. */
const atItsPlace = {
  name: 'at its place',
  setup(work) {
    work.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const place = JSON.stringify(`./${relative(SRC, path).replaceAll('\\', '/')}`)
      const contents = text.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
      return { contents, loader: 'ts' }
    })
  },
}

const [outdir, ...given] = process.argv.slice(2)
if (outdir === undefined) throw new TypeError('usage: node tools/bundle.js FOLDER [sources below src]')

await build({
  absWorkingDir: SRC,
  entryPoints: given.length > 0 ? given : ENTRIES,
  outdir: resolve(outdir),
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  // Names stay as they are, for whoever reads a stack.
  minify: false,
  charset: 'utf8',
  logLevel: 'warning',
  plugins: [atItsPlace],
})
