/** A good member of each vendor, asked for with a sandbox's own credential. */
import { readExchanges } from '../../src/exchange/files.ts'
import { requestText } from './answer.ts'
import type { Made } from './stage.ts'

const AT = {
  whop: {
    path: '/whop/api/v1/members/mber_Joined0000001',
    file: 'whop/exchanges/member.http',
    token: ({ credentials }: Made) => credentials.whop.full,
  },
  aitable: {
    path: '/aitable/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6?sensitiveData=true',
    file: 'aitable/exchanges/member.http',
    token: ({ credentials }: Made) => credentials.aitable.admin,
  },
  sotion: {
    path: '/sotion/api/v1/members/11111111-1111-4111-8111-111111111111',
    file: 'sotion/exchanges/member.http',
    token: ({ credentials }: Made) => credentials.sotion.siteA,
  },
} as const

export type VendorName = keyof typeof AT

export const VENDORS = Object.keys(AT) as readonly VendorName[] // the keys of a const

export const askMember = (vendor: VendorName, token: string): string =>
  requestText({ path: AT[vendor].path, headers: [['Authorization', `Bearer ${token}`]] })

export const askMemberOf = (vendor: VendorName, sandbox: Made): string =>
  askMember(vendor, AT[vendor].token(sandbox))

const bodyOf = (vendor: VendorName): string => {
  const { file, path } = AT[vendor]
  const own = readExchanges().find(({ name }) => name === file)
  const found = own?.exchanges.find(({ request }) => request.startLine === `GET ${path} HTTP/1.1`)
  if (found === undefined) throw new Error(`fixtures/${file} lacks GET ${path}`)
  return found.answer.body
}

/** The whole bodies, as the exchanges have them. */
export const memberBodies = (): Readonly<Record<VendorName, string>> => ({
  whop: bodyOf('whop'),
  aitable: bodyOf('aitable'),
  sotion: bodyOf('sotion'),
})
