/** The records of a sandbox over HTTP: each collection of each vendor has the same five calls. */
import type { FastifyInstance } from 'fastify'
import type { Control, VendorRecords } from '../../control/control.ts'
import { pageOf } from '../../control/records/schemas.ts'
import { CALLS, type CallAddress } from './calls.ts'
import { type Call, mountUseCase } from './mount-call.ts'
import { NOTHING } from './nothing.ts'

/** What all calls of one collection have in common. */
const createParts = ({ vendor, collection }: VendorRecords) => {
  const { list, noun, parameter, record } = collection
  const params = {
    type: 'object',
    properties: { [parameter]: { type: 'string', description: 'Percent-encoded where it has to be.' } },
    required: [parameter],
  }
  return {
    what: `one of the ${list} of ${vendor.title}`,
    address: ({ method, path }: CallAddress): CallAddress => ({
      method,
      path: path.replace('{vendor}', vendor.id).replace('{list}', list).replace('{id}', `{${parameter}}`),
    }),
    one: (verb: string, summary: string) => ({
      operationId: `${verb}${vendor.title}${noun}`,
      summary,
      params,
      response: { 200: record },
    }),
  }
}

type Mount = <Result>(call: Call<Result>) => void

const mountReading = (mount: Mount, records: VendorRecords): void => {
  const { vendor, collection, does } = records
  const { what, address, one } = createParts(records)
  const { list, noun, record } = collection

  mount({
    address: address(CALLS.listRecords),
    useCase: does.list,
    operationId: `list${vendor.title}${noun}s`,
    summary: `The ${list} of ${vendor.title} in a sandbox.`,
    response: { 200: pageOf(list, record) },
  })
  mount({ address: address(CALLS.getRecord), useCase: does.get, ...one('get', `Shows ${what}.`) })
  mount({
    address: address(CALLS.deleteRecord),
    useCase: does.delete,
    ...one('delete', `Takes away ${what}.`),
    response: NOTHING,
  })
}

const mountWriting = (mount: Mount, records: VendorRecords): void => {
  const { vendor, collection, does } = records
  const { what, address, one } = createParts(records)

  mount({
    address: address(CALLS.putRecord),
    useCase: does.put,
    ...one('put', `Makes or replaces ${what}; what the body leaves out is made from the seed.`),
    response: { 200: collection.record, 201: collection.record },
    send: ({ isNew, record }, reply) => reply.code(isNew ? 201 : 200).send(record),
  })
  if (collection.makesIds)
    mount({
      address: address(CALLS.addRecord),
      useCase: does.add,
      operationId: `add${vendor.title}${collection.noun}`,
      summary: `Makes one of the ${collection.list} of ${vendor.title}, with an id of its own.`,
      response: { 201: collection.record },
    })
  mount({ address: address(CALLS.patchRecord), useCase: does.patch, ...one('patch', `Changes ${what}.`) })
}

export const mountRecords = (scope: FastifyInstance, { records, perform }: Control): void => {
  const mount: Mount = (call) => mountUseCase(scope, perform, call)
  for (const each of records) {
    mountReading(mount, each)
    mountWriting(mount, each)
  }
}
