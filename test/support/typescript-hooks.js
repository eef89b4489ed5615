/** The hooks of `typescript.js`, which Node runs on a thread of their own. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const KEPT = `${ROOT}.tap/compiled/`
const CONFIG = `${ROOT}tsconfig.json`
const require = createRequire(import.meta.url)

/** What makes another text of the same source. */
const about = [
  readFileSync(fileURLToPath(import.meta.url), 'utf8'),
  readFileSync(CONFIG, 'utf8'),
  require('typescript/package.json').version,
].join('\0')

const compile = (path, url, source) => {
  const ts = require('typescript') // takes a while: only where something is new
  const { config } = ts.readConfigFile(CONFIG, ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT)
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: path,
    compilerOptions: {
      ...options,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      rewriteRelativeImportExtensions: false,
      noEmit: false,
      sourceMap: true,
    },
  })
  const map = JSON.stringify({ ...JSON.parse(sourceMapText), file: path, sources: [url], sourceRoot: '' })
  const code = outputText.slice(0, outputText.lastIndexOf('//# sourceMappingURL='))
  return { code, map: Buffer.from(map).toString('base64') }
}

const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Test files run side by side: each writes all of it, or nothing. */
const keep = (path, text) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

const compiled = (path, url) => {
  const source = readFileSync(path, 'utf8')
  const digest = createHash('sha256').update(`${about}\0${path}\0${source}`).digest('hex')
  const place = `${KEPT}${path.slice(ROOT.length)}.js`
  const kept = read(place)
  if (kept?.includes(`\n// ${digest}\n`)) return kept
  const { code, map } = compile(path, url, source)
  const text = `${code}\n// ${digest}\n//# sourceMappingURL=data:application/json;base64,${map}`
  keep(place, text)
  return text
}

const OURS = /^file:[^?#]*(?<!\.d)\.ts$/

export const load = (url, context, nextLoad) => {
  if (!OURS.test(url) || url.includes('/node_modules/')) return nextLoad(url, context)
  const path = fileURLToPath(url)
  if (!path.startsWith(ROOT)) return nextLoad(url, context)
  return { format: 'module', source: compiled(path, url), shortCircuit: true }
}
