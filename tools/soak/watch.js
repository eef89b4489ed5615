/** Asks from a thread of its own that does nothing else, so that what it measures is not how busy the other clients are. */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** Milliseconds so far for which this thread was ready and others had the processor; 0 where no system tells. */
const waited = () => {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}

const socket = connect({ port: workerData.port, host: '127.0.0.1' })
let bytes = ''
let start = { at: 0, waited: 0 }

const isWhole = () => {
  const blank = bytes.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.slice(0, Math.max(0, blank)))?.[1]
  return length !== undefined && bytes.length >= blank + 4 + Number(length)
}

const tell = (end) => {
  const ms = performance.now() - start.at
  parentPort.postMessage({ bytes, end, ms, waited: waited() - start.waited })
}

parentPort.on('message', (text) => {
  bytes = ''
  start = { at: performance.now(), waited: waited() }
  socket.write(text)
})
socket.on('data', (piece) => {
  bytes += piece.toString('latin1')
  if (isWhole()) tell('answered')
})
socket.on('error', () => {})
socket.on('close', () => tell('closed'))
