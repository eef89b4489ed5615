/** What a server has to say when it has stopped. */

/** What was asked for that is not emulated: how many times, by vendor and operation. */
export const sayUnimplemented = (counts: ReadonlyMap<string, number>): string => {
  const lines = [...counts].map(
    ([operation, count]) => `  ${operation}, ${count === 1 ? 'once' : `${count} times`}`,
  )
  return ['--strict: asked for, but not emulated:', ...lines].join('\n')
}

export const sayUndelivered = (count: number): string => {
  const what = count === 1 ? '1 delivery to a webhook was' : `${count} deliveries to webhooks were`
  return `${what} still due; GET /__admin/snapshot keeps them, and --snapshot FILE goes on with them`
}
