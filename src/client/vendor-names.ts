/** What differs from vendor to vendor, as types that are told the vendor's id. */
import type { VendorTypes } from '../routes/vendor-types.ts'

/** The vendors that membermock has. */
export type VendorId = keyof VendorTypes

/** A key as the config file writes it: whole, with its token. */
export type KeyEntry<Id extends VendorId = VendorId> = VendorTypes[Id]['settings']['keys'][number]

/** A member as the config file writes it; what is left out is filled from the seed. */
export type MemberEntry<Id extends VendorId = VendorId> = VendorTypes[Id]['settings']['members'][number]

/** A member as it is kept, with where it lives. */
export type MemberRecord<Id extends VendorId = VendorId> = VendorTypes[Id]['member']

type SettingsOf<Id extends VendorId> = VendorTypes[Id]['settings']

/** The lists of records that a vendor has: `members`, `keys`, `webhooks` and its own. */
export type ListName<Id extends VendorId = VendorId> = {
  [Name in keyof SettingsOf<Id>]: SettingsOf<Id>[Name] extends readonly object[] ? Name : never
}[keyof SettingsOf<Id>]

/** A record of that list as the config file writes it; what is left out is filled. */
export type ListEntry<
  Id extends VendorId,
  List extends ListName<Id>,
> = SettingsOf<Id>[List] extends readonly (infer Entry)[] ? Entry : never

/** The place that a member lives in, by its name; for a vendor whose ids alone do not tell. */
export type Place<Id extends VendorId = VendorId> = {
  readonly [Name in VendorTypes[Id]['place']]?: string
}

/** The names of the operations that are served. */
export type Operation<Id extends VendorId = VendorId> = VendorTypes[Id]['operation']

/** Tokens by vendor and by the name of what they are good for. */
export type Credentials<Ids extends VendorId = VendorId> = {
  readonly [Id in Ids]: { readonly [Name in VendorTypes[Id]['credential']]: string }
}
