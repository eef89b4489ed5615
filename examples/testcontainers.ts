/** A membermock in a container of its own for a test; its image is built with `docker build -t membermock .` */
import { type ConnectedMembermock, connectMembermock } from 'membermock'
import { GenericContainer, Wait } from 'testcontainers'

const PORT = 4820
const ADMIN_TOKEN = 'for-this-run-only'

export interface Contained extends AsyncDisposable {
  mock: ConnectedMembermock
}

/** `await using contained = await startContained()` stops it at the end of the block. */
export const startContained = async (): Promise<Contained> => {
  const container = await new GenericContainer('membermock')
    .withEnvironment({ MEMBERMOCK_ADMIN_TOKEN: ADMIN_TOKEN })
    .withCommand(['--members', '0'])
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHealthCheck())
    .start()
  const url = `http://${container.getHost()}:${container.getMappedPort(PORT)}`
  const mock = await connectMembermock(url, { token: ADMIN_TOKEN })
  return {
    mock,
    async [Symbol.asyncDispose]() {
      await mock.close()
      await container.stop()
    },
  }
}

/** What a test does with it. */
export const exampleTest = async (): Promise<void> => {
  await using contained = await startContained()
  const { mock } = contained
  await mock.fault({ vendor: 'whop', operation: 'retrieveMember', answer: { status: 500 }, times: 1 })
  const headers = { authorization: `Bearer ${mock.credentials.whop.full}` }
  const ask = () => fetch(`${mock.baseUrl.whop}/members/mber_Joined0000001`, { headers })
  const statuses = [(await ask()).status, (await ask()).status]
  if (statuses.join() !== '500,200') throw new Error(`answered ${statuses}`)
}
