/** Sandboxes as they are asked for and shown. */
import type { JsonSchema } from '../../contract/json-schema.ts'
import type { Vendor } from '../../contract/vendor.ts'
import { FREEZE } from '../clock/schemas.ts'
import { byVendor } from '../limits/by-vendor.ts'
import type { LimitChanges } from '../limits/limits.ts'
import { VendorLimitChange } from '../limits/schemas.ts'
import type { Entry } from '../records/schemas.ts'
import { fixtureSchemas } from '../records/vendor-schemas.ts'

export interface NewSandboxBody {
  name?: string
  seed?: number
  clock?: { freeze: string }
  limits?: LimitChanges
  /** By vendor, then by collection. */
  fixtures?: Readonly<Record<string, Readonly<Record<string, readonly Entry[]>>>>
}

export interface SandboxView {
  id: string
  name: string | null
  seed: number
  /** By vendor, then by name of the state. */
  credentials: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const fixturesOf = (vendor: Vendor): JsonSchema => ({
  title: `${vendor.title}Fixtures`,
  type: 'object',
  description: `Keys and members of ${vendor.title} that it has beside the shipped ones; the same id or token replaces.`,
  properties: Object.fromEntries(
    Object.entries(fixtureSchemas(vendor)).map(([list, items]) => [
      list,
      { type: 'array', items, description: `The ${list} beside the shipped ones.` },
    ]),
  ),
  additionalProperties: false,
})

/** No body makes a sandbox too. */
export const newSandbox = (vendors: readonly Vendor[]): JsonSchema => ({
  title: 'NewSandbox',
  type: ['object', 'null'],
  properties: {
    name: { type: 'string', minLength: 1, description: 'For people.' },
    seed: {
      type: 'integer',
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "What the made members grow from. Default: the process's.",
    },
    clock: {
      type: 'object',
      description: 'How its clock stands from the start and after a reset.',
      properties: { freeze: FREEZE },
      required: ['freeze'],
      additionalProperties: false,
    },
    limits: {
      ...byVendor(vendors, VendorLimitChange),
      description: 'In force from the start and after a reset.',
    },
    fixtures: {
      type: 'object',
      description: 'What it starts with, by vendor.',
      properties: Object.fromEntries(vendors.map((vendor) => [vendor.id, fixturesOf(vendor)])),
      additionalProperties: false,
    },
  },
  additionalProperties: false,
})

const credentialsOf = ({ title, credentials }: Vendor): JsonSchema => ({
  title: `${title}Credentials`,
  type: 'object',
  description: `Credentials of ${title}, by what they are good for.`,
  properties: Object.fromEntries(
    Object.keys(credentials).map((name) => [
      name,
      { type: 'string', description: `The one called ${name}.` },
    ]),
  ),
  additionalProperties: false,
})

export const sandboxView = (vendors: readonly Vendor[]): JsonSchema => ({
  title: 'Sandbox',
  type: 'object',
  properties: {
    id: { type: 'string', description: 'What it is asked for by.' },
    name: { type: ['string', 'null'], description: 'For people; null for none.' },
    seed: { type: 'integer', description: 'What the made members grow from.' },
    credentials: {
      type: 'object',
      description: 'What its clients send, by vendor: a request is in the sandbox of its credential.',
      properties: Object.fromEntries(vendors.map((vendor) => [vendor.id, credentialsOf(vendor)])),
      required: vendors.map(({ id }) => id),
      additionalProperties: false,
    },
  },
  required: ['id', 'name', 'seed', 'credentials'],
  additionalProperties: false,
})

export const sandboxList = (view: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: {
    sandboxes: { type: 'array', items: view, description: 'The default one, and those that were made.' },
  },
  required: ['sandboxes'],
  additionalProperties: false,
})
