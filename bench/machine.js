/** The machine and the method, in words, for the head and the foot of the results. */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { LEVELS } from './alternate.js'

const distribution = () => {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))[1]
  } catch {
    return os.type()
  }
}

export const machineText = (pinned) => {
  const [{ model }, ...others] = os.cpus()
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GB`
  const date = new Date().toISOString().slice(0, 10)
  return `${date}, ${others.length + 1} cores (${model}), ${memory}, ${distribution()}, Linux ${os.release()}, Node ${process.version}; ${pinned}`
}

export const settingsText = ({ rounds, seconds, starts }) =>
  `Medians of ${rounds} rounds of ${seconds} s with ${LEVELS.join(', ')} connections, and of ${starts} start-ups`

export const METHOD = `Every server answers \`GET .../members/mber_Joined0000001\` of Whop: the bare ones with membermock's own bytes and
headers, Steady and Prism from \`openapi/whop.json\` (its first example), Mockoon from a file with that body. Before
anything is timed each answer is compared with membermock's: to the byte for the bare ones, parsed for the others
(Steady indents its JSON). Every timed answer is a 200 with the same body as the server's first, or the run fails.

membermock runs as it always does, all vendors mounted, but with its limit out of reach; the key, its scopes and the
limit are asked for each request, and the journal of 1,000 requests is kept. Steady runs with \`-q\`, Prism with
\`-v silent\`, Mockoon without file log, admin API and transaction log; it still writes a line a request, which goes to
the null device.

All servers are on one core, the load on another. A round starts every server afresh, warms it up with 60,000 requests
or 6 seconds of them, and stops it (\`SIGSTOP\`) until its turn comes. Turns go forwards and backwards by turns. A ratio
is taken within a round; the median of the rounds' ratios counts. Each table says how much of its core the server and
the load used: where the load's is full and the server's is not, autocannon is what is measured, and the server has more.

CPU time is user and system time of the server's processes, all threads and children. Memory is the sum of their
resident sets; Steady is a compiled program and the Node process that \`npm\` starts it with. Start-up is from \`spawn\` to
the first answer read, asked for every 5 ms. Installed is the size of all files after \`npm install\` of that package
alone, install scripts not run and Node not counted; Steady brings its own runtime along.

For its memory over the requests membermock alone is asked, with 32 connections; the resident set is taken as it is,
the heap after a collection that is forced. V8 makes the room for young objects larger and smaller as it likes, a dozen
megabytes at a time, which would hide what grows; there it has its full size from the start (\`--min-semi-space-size=16\`,
so the resident set is larger than in the table above).`
