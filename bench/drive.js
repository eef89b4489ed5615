/**
 * Loaded in front of a server: once it listens, it is asked without a socket, as fast as it answers, and the microseconds
 * of an answer go to standard error. Node's own HTTP and all of the server take part, the kernel does not.
 */
import { Server } from 'node:net'
import { Duplex } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'

const { path, credential } = JSON.parse(process.env.BENCH_DRIVE)
const CONNECTIONS = 32
const WARM_TURNS = 2000
const SLICES = 200
const TURNS = 60

let answers = 0

class Connection extends Duplex {
  remoteAddress = '127.0.0.1'
  first = ''

  _read() {}

  _write(chunk, _encoding, done) {
    if (this.first === '') this.first = chunk.toString('latin1')
    answers += 1
    done()
  }

  _writev(chunks, done) {
    this._write(chunks[0].chunk, '', done)
  }

  setTimeout() {
    return this
  }

  setKeepAlive() {
    return this
  }
}

const drive = async (server) => {
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.address().port}\r\nauthorization: Bearer ${credential}\r\n\r\n`,
  )
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection())
  for (const connection of connections) server.emit('connection', connection)
  const turns = async (count) => {
    for (let i = 0; i < count; i++) {
      for (const connection of connections) connection.push(request)
      await nextTurn()
    }
  }
  await turns(WARM_TURNS)
  if (!connections[0].first.startsWith('HTTP/1.1 200 ')) throw new Error(connections[0].first)
  const times = []
  for (let i = 0; i < SLICES; i++) {
    const [before, start] = [answers, performance.now()]
    await turns(TURNS)
    times.push(((performance.now() - start) * 1000) / (answers - before))
  }
  times.sort((a, b) => a - b)
  // What other programs take makes a slice longer, and none shorter.
  process.stderr.write(`${JSON.stringify(times[Math.floor(SLICES / 20)])}\n`)
  process.exit(0)
}

const { listen } = Server.prototype
Server.prototype.listen = function (...args) {
  this.once('listening', () => setTimeout(drive, 300, this))
  return listen.apply(this, args)
}
