/** Sotion's sites: the one that the key acts on, which a client asks for to see that its key works. */
import { kept } from '../../contract/answer.ts'
import { ApiError } from '../../contract/refusal.ts'
import { said } from '../../contract/said.ts'
import { operation } from './operation.ts'
import { SITE_FIELDS, UUID } from './schemas.ts'

export const SiteAnswer = {
  type: 'object',
  properties: {
    data: {
      type: 'object',
      description: 'The site.',
      properties: {
        id: said(UUID, 'The id of the site.'),
        ...SITE_FIELDS,
      },
      required: ['id', 'status', 'domain', 'slug', 'title'],
      additionalProperties: false,
    },
  },
  required: ['data'],
  additionalProperties: false,
} as const

export const getSite = operation({
  id: 'getSite',
  method: 'GET',
  path: '/site',
  answers: { 200: SiteAnswer },
  text: { tag: 'Site', summary: 'Read the site', description: 'The site that the key belongs to.' },
  handle({ db, caller, call }) {
    const site = db.sites.get(caller.site)
    if (site === undefined) throw new ApiError('internal')
    const { uuid: id, status, domain, slug, title } = site
    return kept(call.store.db.texts, site, '', () => ({ data: { id, status, domain, slug, title } }))
  },
})
