/** Goes along with the program, which stays as it is: tells how much memory and how many sockets it holds. */
const tell = () => {
  globalThis.gc()
  const { heapUsed, external, rss } = process.memoryUsage()
  const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
  process.send({ held: heapUsed + external, rss, sockets })
}

process.on('message', () => {
  globalThis.gc()
  setImmediate(tell) // what a first collection lets go of, such as sockets, a second one finds
})
// It does not outlive the soak.
process.on('disconnect', () => process.exit(1))
