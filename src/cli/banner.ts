/** What the program says when it is ready, for people and for programs. */

import type { Introduction } from '../control/introduction.ts'
import type { Membermock } from '../index.ts'

/** For sh. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const introduction = ({ title, baseUrl, token, sample }: Introduction): string => {
  const lines = [
    title,
    `  base URL    ${baseUrl}`,
    `  credential  ${token ?? 'none: the config file lists no keys'}`,
  ]
  if (token !== undefined && sample !== undefined)
    lines.push(`  curl -H ${quote(`Authorization: Bearer ${token}`)} ${quote(baseUrl + sample)}`)
  return lines.join('\n')
}

export interface BannerOptions {
  hasAdmin: boolean
  /** As the user names it. */
  configFile: string | undefined
}

export const banner = (
  { url, admin, version, introductions }: Membermock,
  { hasAdmin, configFile }: BannerOptions,
): string =>
  [
    [
      `membermock ${version}`,
      ...(configFile === undefined ? [] : [`settings from ${configFile}`]),
      `membermock listening on ${url}`,
    ].join('\n'),
    ...introductions.map(introduction),
    ...(hasAdmin ? [`admin  ${admin}\ndocs   ${admin}/docs`] : []),
  ].join('\n\n')

export const readyLine = ({ url, baseUrl, credentials, admin, version }: Membermock): string =>
  JSON.stringify({ url, baseUrl, credentials, admin, version })
