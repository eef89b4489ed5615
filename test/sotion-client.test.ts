/** A client that is made from openapi/sotion.json, types and all, goes through a member's whole life. */
import openapiTypescript, { astToString } from 'openapi-typescript'
import t from 'tap'
import ts from 'typescript'
import { startMembermock } from '../src/index.ts'
import { ROOT } from './support/build.ts'
import { runNode } from './support/program.ts'

const LIFE = `
import createClient from 'openapi-fetch'
import type { paths } from './sotion.ts'

const [baseUrl = '', key = ''] = process.argv.slice(2)
const { GET, POST, PATCH, DELETE } = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${key}\` } })
const said: unknown[] = []

const made = await POST('/members', { body: { email: 'Vera@Example.com', displayName: 'Vera Rubin' } })
const memberId = made.data?.data.id ?? ''
said.push(made.response.status, made.data?.data.email)

const group = await POST('/access-groups', { body: { name: 'Astronomers' } })
const groupId = group.data?.data.id ?? ''
said.push(group.response.status, group.data?.data.memberCount)

const taken = await POST('/members', { body: { email: 'vera@example.com' } })
said.push(taken.response.status, taken.error?.error)

const listed = await GET('/members', { params: { query: { email: 'vera@example.com', limit: 1 } } })
said.push(listed.data?.data.length, listed.data?.pagination.hasMore)

const blocked = await PATCH('/members/{memberId}', { params: { path: { memberId } }, body: { status: 'blocked' } })
said.push(blocked.data?.data.status)

const path = { groupId }
const added = await POST('/access-groups/{groupId}/members', { params: { path }, body: { memberId } })
said.push(added.response.status, added.data?.data.accessGroups.map(({ name }) => name))
const counted = await GET('/access-groups/{groupId}', { params: { path } })
said.push(counted.data?.data.memberCount)

const removed = await DELETE('/access-groups/{groupId}/members/{memberId}', { params: { path: { groupId, memberId } } })
said.push(removed.response.status)

const deleted = await DELETE('/members/{memberId}', { params: { path: { memberId } } })
const gone = await GET('/members/{memberId}', { params: { path: { memberId } } })
said.push(deleted.response.status, gone.response.status, gone.error?.error)

console.log(JSON.stringify(said))
`

const SAID = [
  ...[201, 'vera@example.com'],
  ...[201, 0],
  ...[409, 'A member with this email already exists'],
  ...[1, false],
  'blocked',
  ...[201, ['Astronomers']],
  1,
  204,
  ...[204, 404, 'Member not found'],
]

/** What the compiler finds wrong with a program. */
const complaints = (file: string): string[] => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ['node'],
  }
  const program = ts.createProgram([file], options)
  const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(file))
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

t.test('create, list, block, group, ungroup, delete', async (t) => {
  const types = astToString(await openapiTypescript(new URL('../openapi/sotion.json', import.meta.url)))
  const folder = t.testdir({ 'package.json': '{"type":"module"}', 'sotion.ts': types, 'life.ts': LIFE })
  t.same(complaints(`${folder}/life.ts`), [], 'the client has types')
  const { outputText } = ts.transpileModule(LIFE, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  })
  const main = `${folder}/life.mjs`
  ts.sys.writeFile(main, outputText)
  const mock = await startMembermock({ vendors: ['sotion'] })
  t.teardown(() => mock.close())
  const args = [main, mock.baseUrl.sotion, mock.credentials.sotion.siteA]
  const { code, stdout, stderr } = await runNode(args, { cwd: ROOT })
  t.same({ code, stderr }, { code: 0, stderr: '' })
  t.same(JSON.parse(stdout), SAID)
})
