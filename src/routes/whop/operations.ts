/** The operations of Whop that are served. */
import { listCompanies, retrieveCompany } from './company-operations.ts'
import { inviteMembership } from './invitations.ts'
import { listMembers } from './member-list.ts'
import { listMemberLogs } from './member-logs.ts'
import { retrieveMember } from './members.ts'
import {
  addFreeDaysMembership,
  cancelMembership,
  extendMembership,
  pauseMembership,
  reactivateMembership,
  resumeMembership,
  resyncAccessMembership,
  transferMembership,
  uncancelMembership,
} from './membership-changes.ts'
import { listMemberships } from './membership-list.ts'
import { updateMembership } from './membership-update.ts'
import { retrieveMembership } from './memberships.ts'
import { listPlans, retrievePlan } from './plan-operations.ts'
import { listProducts, retrieveProduct } from './product-operations.ts'
import { checkAccessUser, retrieveUser } from './users.ts'
import {
  listWebhookDeliveries,
  replayWebhook,
  replayWebhookDelivery,
  testWebhook,
} from './webhook-deliveries.ts'
import { createWebhook, deleteWebhook, listWebhooks, retrieveWebhook, updateWebhook } from './webhooks.ts'

/** The first is the one that a row of FIDELITY.md is about unless it says another. */
export const operations = [
  retrieveMember,
  listMembers,
  listMemberLogs,
  listMemberships,
  inviteMembership,
  retrieveMembership,
  updateMembership,
  cancelMembership,
  uncancelMembership,
  pauseMembership,
  resumeMembership,
  addFreeDaysMembership,
  extendMembership,
  reactivateMembership,
  resyncAccessMembership,
  transferMembership,
  retrieveUser,
  checkAccessUser,
  retrieveCompany,
  listCompanies,
  retrieveProduct,
  listProducts,
  retrievePlan,
  listPlans,
  listWebhooks,
  createWebhook,
  retrieveWebhook,
  updateWebhook,
  deleteWebhook,
  listWebhookDeliveries,
  replayWebhookDelivery,
  replayWebhook,
  testWebhook,
] as const
