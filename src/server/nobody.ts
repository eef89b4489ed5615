/** A request that is no vendor's and not the admin's: say where the vendors are. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Vendor } from '../contract/vendor.ts'

/** The base URLs of `vendors` below `origin`. */
export const baseUrls = (vendors: readonly Vendor[], origin: string): Record<string, string> =>
  Object.fromEntries(vendors.map((vendor) => [vendor.id, `${origin}/${vendor.id}${vendor.base}`]))

export const answerNobody =
  (vendors: readonly Vendor[], hasAdmin: boolean) =>
  (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const origin = request.headers.host === undefined ? '' : `http://${request.headers.host}`
    return reply.code(404).send({
      error: {
        message: `membermock: ${request.method} ${request.originalUrl} is no vendor's path here. Point the client at one of baseUrls.`,
        baseUrls: baseUrls(vendors, origin),
        ...(hasAdmin && { admin: `${origin}/__admin` }),
      },
    })
  }
