/** One setting: how the table of them writes it, and what is made of it for whoever reads settings. */
import { onOff, type SettingType } from './setting-types.ts'

export interface Setting {
  /** Its path in the config file, unless it is only on the command line: `port`, `whop.limit`. */
  key: string
  /** The vendor it belongs to. */
  vendor?: string
  /** Below the vendor, or at the top: `limit`. */
  name: string
  flag: string
  short?: string
  variable: string
  type: SettingType
  /** Undefined when the program decides; then `defaultText` says how. */
  default: unknown
  defaultText: string
  help: string
  inFile: boolean
}

/** As the table writes it. */
export interface Row {
  name: string
  flag?: string
  short?: string
  type: SettingType
  default?: unknown
  defaultText?: string
  help: string
  inFile?: boolean
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const sayDefault = (type: SettingType, value: unknown): string =>
  typeof value === 'boolean' && type === onOff ? (value ? 'on' : 'off') : String(value)

/** A row of the program's own, or of a vendor's. */
export const toSetting = (row: Row, vendor?: string): Setting => {
  const flag = row.flag ?? kebab(vendor === undefined ? row.name : `${vendor}-${row.name}`)
  return {
    key: vendor === undefined ? row.name : `${vendor}.${row.name}`,
    vendor,
    name: row.name,
    flag,
    short: row.short,
    variable: `MEMBERMOCK_${flag.replaceAll('-', '_').toUpperCase()}`,
    type: row.type,
    default: row.default,
    defaultText: row.defaultText ?? sayDefault(row.type, row.default),
    help: row.help,
    inFile: row.inFile ?? true,
  }
}
