/** Under which names a user may give the id of a record. */
import type { Control } from '../control/control.ts'
import type { IdNames } from './records.ts'

/** For a collection that nobody knows: it is refused when it is asked for. */
const UNKNOWN = ['id']

export const idNamesOf =
  (control: () => Control): IdNames =>
  (vendor, list) => {
    const found = control().records.find((one) => one.vendor.id === vendor && one.collection.list === list)
    return found?.collection.idNames ?? UNKNOWN
  }
