/** The setting that says what becomes of what a vendor has and is not emulated. */
import { baseUrl, type SettingType } from './setting-types.ts'

/** Nothing but 501. */
export const REFUSE = 'refuse'

const URL_START = /^https?:\/\//i

export const isUrl = (value: string): boolean => URL_START.test(value)

/** A URL without its slash at the end; a word without a colon, but for that of a drive, is the name of a file. */
const FORM = /^(?:https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?|(?:[A-Za-z]:)?[^:]+)$/

const read = (value: string): string | undefined => {
  if (!FORM.test(value)) return undefined
  return isUrl(value) ? baseUrl(value) : value
}

export const elsewhereType: SettingType = {
  placeholder: 'refuse|URL|FILE',
  accepted:
    'refuse, an http or https URL without password, query and fragment, or the name of an OpenAPI document',
  names: [REFUSE],
  schema: { type: 'string', pattern: FORM.source },
  // A URL may have a password in it.
  isSecret: true,
  parse: read,
  read: (value) => read(String(value)) ?? value,
}
