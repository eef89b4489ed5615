/** The answer of a call that has nothing to tell. */

export const NOTHING = { 204: { type: 'null', description: 'Done.' } } as const
