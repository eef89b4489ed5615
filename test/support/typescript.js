/**
 * Lets Node run our TypeScript for tests, each file compiled once and kept in `.tap/compiled`: tap's own loader compiles
 * all of src again for each test file. The compiler is the same, and so are the lines that coverage counts.
 *
 * And programs that tests start are left alone: tap would have each load its loaders and count coverage, which is slow,
 * changes how it ends, and is worth nothing where the lines are those of another compiler.
 */
import { register } from 'node:module'

register('./typescript-hooks.js', import.meta.url)

globalThis[Symbol.for('process-on-spawn@*:singletonId')]?.unwrap()

// What tap has given this process, it would hand on to them.
delete process.env.NODE_OPTIONS
