/** The operations that Sotion has (the contract, section 3), all of which are served. */
import type { KnownOperation } from '../../contract/operation.ts'
import { bulkCreateMembers } from './bulk.ts'
import { addGroupMember, listGroupMembers, removeGroupMember } from './group-members.ts'
import {
  createAccessGroup,
  deleteAccessGroup,
  getAccessGroup,
  listAccessGroups,
  updateAccessGroup,
} from './groups.ts'
import { createMember, deleteMember, getMember, listMembers, updateMember } from './members.ts'
import { getSite } from './site.ts'
import { createWebhook, deleteWebhook, getWebhook, listWebhooks } from './webhooks.ts'

/** The first is the one that a row of FIDELITY.md is about unless it says another. */
export const operations = [
  getMember,
  getSite,
  listMembers,
  createMember,
  bulkCreateMembers,
  updateMember,
  deleteMember,
  listAccessGroups,
  createAccessGroup,
  getAccessGroup,
  updateAccessGroup,
  deleteAccessGroup,
  listGroupMembers,
  addGroupMember,
  removeGroupMember,
  listWebhooks,
  createWebhook,
  getWebhook,
  deleteWebhook,
] as const

/** Nobody knows whether Sotion takes the path of the list with a slash at its end. */
export const notEmulated: readonly KnownOperation[] = [
  { id: 'listMembersSlash', method: 'GET', path: '/api/v1/members/' },
  { id: 'createMemberSlash', method: 'POST', path: '/api/v1/members/' },
]
