/** Starts and ends the programs that the contract runs are made of. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Runs a program to its end; rejects with what it printed when it fails. */
export const runProgram = async (command, args, options = {}) => {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      printed += data
    })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ends with ${code}:\n${printed}`)
  return printed
}

/**
 * Starts a program and waits until what it prints matches; `stop` ends it and waits for that. `ended` resolves with what
 * it has printed last.
 */
export const startProgram = async (args, ready, options = {}) => {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  let printed = ''
  const ended = closed.then(([code, signal]) => `ended with ${code ?? signal}: ${printed.slice(-2000)}`)
  const match = await new Promise((resolve, reject) => {
    const read = (data) => {
      printed += data
      const found = ready.exec(printed)
      if (found !== null) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    closed.then(([code]) => reject(new Error(`${args[0]} ends with ${code}:\n${printed}`)))
  })
  const stop = async () => {
    child.kill()
    await closed
  }
  return { match, stop, ended }
}

/** Prism has to be told a port. */
export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
