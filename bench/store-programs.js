/** A real store, and the built program beside it, for what is measured of the two. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

/** Ready to accept connections; `end` takes its folder away. */
export const startStore = async () => {
  const [port, dir] = [await freePort(), mkdtempSync(`${tmpdir()}/bench-store-`)]
  const child = spawn('redis-server', [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
  ])
  const isReady = new Promise((resolve) =>
    child.stdout.on('data', (data) => String(data).includes('Ready to accept') && resolve()),
  )
  await isReady
  return { child, url: `redis://127.0.0.1:${port}`, end: () => rmSync(dir, { recursive: true }) }
}

/** The built program with these flags. */
export const startServer = async (args) => {
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--json', '--rate-limit', 'off', ...args])
  const [line] = await once(child.stdout, 'data')
  return { child, url: JSON.parse(String(line)).url }
}
