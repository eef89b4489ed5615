/** The JSON Schema of the config file, built from the table of settings and the vendors' own lists. */

import type { VendorDefinition } from '../contract/definition.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import { Scenarios } from '../contract/scenario.ts'
import { type Setting, settingsOf } from './settings.ts'

const propertyOf = ({ type, help, default: preset, defaultText }: Setting): JsonSchema => ({
  description: preset === undefined ? `${help} (default: ${defaultText})` : help,
  ...type.schema,
  ...(preset === undefined ? {} : { default: preset }),
})

const properties = (settings: readonly Setting[]): JsonSchema =>
  Object.fromEntries(
    settings.filter(({ inFile }) => inFile).map((setting) => [setting.name, propertyOf(setting)]),
  )

const listsOf = ({ title, lists }: VendorDefinition): JsonSchema =>
  Object.fromEntries(
    Object.entries(lists).map(([name, items]) => [
      name,
      {
        description: `${title}: ${name} of your own beside the shipped ones; the same id or token replaces`,
        type: 'array',
        items,
      },
    ]),
  )

/** Draft 7, which every editor reads; `config.schema.json` is this, written down. */
export const configSchema = (definitions: readonly VendorDefinition[]): JsonSchema => {
  const settings = settingsOf(definitions)
  const sections = definitions.map((definition) => [
    definition.id,
    {
      description: `Settings and data of ${definition.title}`,
      type: 'object',
      properties: {
        ...properties(settings.filter(({ vendor }) => vendor === definition.id)),
        ...listsOf(definition),
      },
      additionalProperties: false,
    },
  ])
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'membermock.config',
    description: 'What membermock reads from membermock.config.yaml, .yml or .json',
    type: 'object',
    properties: {
      $schema: { description: 'where an editor finds this schema', type: 'string' },
      ...properties(settings.filter(({ vendor }) => vendor === undefined)),
      ...Object.fromEntries(sections),
      scenarios: Scenarios,
    },
    additionalProperties: false,
  }
}
