/** The names that many use cases are asked with. */

/** For the schema of every one that is about a sandbox. */
export const SANDBOX_PARAMETER = {
  sandbox: { type: 'string', description: 'The id of a sandbox; without it, the default one.' },
} as const

/** Of one that takes nothing but the sandbox. */
export const SandboxQuery = {
  type: 'object',
  properties: SANDBOX_PARAMETER,
  additionalProperties: false,
} as const

/** Of one that is about all of them. */
export const NO_QUERY = { type: 'object', properties: {}, additionalProperties: false } as const
