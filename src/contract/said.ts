/** What a field is, in a sentence: documents, the types of `membermock/types` and an editor's hover show it. */
export const said = <const Schema extends object>(schema: Schema, description: string): Schema => ({
  ...schema,
  description,
})
