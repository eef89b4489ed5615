/** A member as it goes over the wire: every key always, in the order of the vendor's page. */
import type { Member } from './schemas.ts'

export const wireMember = (member: Member): Member => ({
  id: member.id,
  email: member.email,
  displayName: member.displayName,
  status: member.status,
  verified: member.verified,
  paid: member.paid,
  registeredAt: member.registeredAt,
  lastLoginAt: member.lastLoginAt,
  createdAt: member.createdAt,
  updatedAt: member.updatedAt,
  accessGroups: member.accessGroups.map(({ id, name }) => ({ id, name })),
})
