/** Loaded into a server that is watched for growth: tells over IPC what is alive after a collection. */
process.on('message', () => {
  globalThis.gc()
  globalThis.gc()
  process.send({ heap: process.memoryUsage().heapUsed / 2 ** 20 })
})
process.channel.unref()
