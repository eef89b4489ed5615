/** The vendors, one line each. */

import type { VendorDefinition } from '../contract/definition.ts'
import { aitable } from './aitable/vendor.ts'
import { sotion } from './sotion/vendor.ts'
import { whop } from './whop/vendor.ts'

export const vendorDefinitions: readonly VendorDefinition[] = [whop, aitable, sotion]
