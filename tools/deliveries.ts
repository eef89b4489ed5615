/** 10,000 deliveries to a receiver that fails a third, and what SIGTERM leaves: `npm run deliveries`, `-- --count N`. */
import { parseArgs } from 'node:util'
import { runDeliveries } from './deliveries/run.ts'

const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' } } })
const { said, ...figures } = await runDeliveries(Number(values.count))
const isRight = figures.events === figures.count && figures.wrong === 0 && figures.recovered === figures.due
process.stdout.write(`${JSON.stringify({ isRight, ...figures }, null, 2)}\n${said}`)
process.exitCode = isRight ? 0 : 1
