/**
 * Makes docs/page-light.png and docs/page-dark.png from a running server with some traffic; with a folder as its
 * argument every view instead, on a wide and on a small screen, to look at.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { type Membermock, startMembermock } from '../src/index.ts'
import { findChromium, launchChromium } from '../test/support/chromium.ts'

const FOLDER = fileURLToPath(new URL('../docs/', import.meta.url))

const CLIENT = { 'user-agent': 'coffee-club/2.4.0', accept: 'application/json' }

const admin = async (mock: Membermock, method: string, path: string, body?: unknown): Promise<void> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${mock.admin}/${path}`, {
    method,
    ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
}

/** `wait` passes on the sandbox's clock before the request. */
const ask = async (mock: Membermock, url: string, key: string, wait = 'PT0.42S'): Promise<void> => {
  await admin(mock, 'PUT', 'clock', { advance: wait })
  await fetch(url, { headers: { ...CLIENT, authorization: `Bearer ${key}` } })
    .then((answer) => answer.text())
    .catch(() => '')
}

const sendTraffic = async (mock: Membermock): Promise<void> => {
  const { baseUrl, credentials } = mock
  const whop = (id: string, query = ''): string => `${baseUrl.whop}/members/${id}${query}`
  const aitable = `${baseUrl.aitable}/fusion/v1/spaces/spcjXzqVrjaP3/members/kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6`
  const sotion = `${baseUrl.sotion}/members/11111111-1111-4111-8111-111111111111`
  await admin(mock, 'PUT', 'clock', { freeze: '2026-03-14T09:26:53.580Z' })
  for (const id of ['mber_Joined0000001', 'mber_NoUser0000001'])
    await ask(mock, whop(id), credentials.whop.full)
  await ask(mock, aitable, credentials.aitable.admin, 'PT1.31S')
  await ask(mock, sotion, credentials.sotion.siteA)
  await ask(mock, whop('mber_Nobody00000001'), credentials.whop.full, 'PT2.07S')
  await ask(mock, aitable, credentials.aitable.outsider)
  await ask(mock, aitable, credentials.aitable.plainMember)
  await ask(mock, whop('mber_Joined0000001', '?expnad=user'), credentials.whop.full, 'PT0.9S')
  await ask(mock, `${baseUrl.whop}/payments`, credentials.whop.full, 'PT3.3S')
  await admin(mock, 'POST', 'faults', { vendor: 'whop', answer: { status: 500 } })
  await admin(mock, 'POST', 'faults', { vendor: 'sotion', socket: 'close' })
  await ask(mock, whop('mber_Joined0000001'), credentials.whop.full)
  await ask(mock, whop('mber_Joined0000001'), credentials.whop.full, 'PT1S')
  await ask(mock, sotion, credentials.sotion.siteA)
  await ask(mock, sotion, credentials.sotion.revoked)
  await admin(mock, 'PUT', 'limits', { sotion: { remaining: 1 } })
  for (let i = 0; i < 2; i++) await ask(mock, sotion, credentials.sotion.siteA, 'PT0.11S')
  await ask(mock, whop('mber_Joined0000001'), credentials.whop.noscope, 'PT1.77S')
}

type Scheme = 'light' | 'dark'

const open = async (page: Page, url: string, scheme: Scheme): Promise<void> => {
  await page.emulateMedia({ colorScheme: scheme })
  await page.goto(url, { waitUntil: 'domcontentloaded' })
}

const VIEWS: Readonly<Record<string, string>> = {
  list: '',
  open: '?open=r_5',
  refused: '?open=r_16',
  steer: '?tab=steer',
  whop: '?tab=whop',
  aitable: '?tab=aitable&list=keys',
  sotion: '?tab=sotion&list=groups',
  docs: 'docs',
}

const SIZES = { wide: { width: 1280, height: 800 }, small: { width: 390, height: 844 } }

const SETTLED_MS = 1500

const shootAll = async (page: Page, url: string, folder: string): Promise<void> => {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    for (const scheme of ['light', 'dark'] as const)
      for (const [name, path] of Object.entries(VIEWS)) {
        await open(page, url + path, scheme)
        await page.waitForTimeout(SETTLED_MS)
        await page.screenshot({ path: `${folder}/${name}-${size}-${scheme}.png` })
      }
  }
}

const shoot = async (page: Page, url: string, scheme: Scheme): Promise<void> => {
  await open(page, url, scheme)
  await page.locator('.row').first().click()
  await page.locator('.exchange').waitFor()
  await page.screenshot({ path: `${FOLDER}page-${scheme}.png` })
}

const executable = findChromium()
if (executable === undefined) throw new Error('there is no chromium')
await using mock = await startMembermock()
await sendTraffic(mock)
await using browser = await launchChromium(executable)
const page = await browser.newPage({ viewport: SIZES.wide })
const [folder] = process.argv.slice(2)
mkdirSync(folder ?? FOLDER, { recursive: true })
if (folder !== undefined) await shootAll(page, `${mock.admin}/`, folder)
else for (const scheme of ['light', 'dark'] as const) await shoot(page, `${mock.admin}/`, scheme)
