/** The floor under everything: Node's own server, which writes one text that was made beforehand. */
import http from 'node:http'

const { path, headers, body, port } = JSON.parse(process.argv[2])

const text = JSON.stringify(body)
const all = { ...headers, 'content-length': Buffer.byteLength(text) }
const server = http.createServer((request, response) => {
  if (request.url === path) response.writeHead(200, all).end(text)
  else response.writeHead(404).end()
})
server.listen(port, '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
