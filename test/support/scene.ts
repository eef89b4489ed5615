/** The page in a browser over a server of its own, and what tests look for on it. */
import type { Browser, Page } from 'playwright-core'
import type { Test } from 'tap'
import { type Membermock, type MembermockOptions, startMembermock } from '../../src/index.ts'

export interface Scene {
  mock: Membermock
  page: Page
  /** Asks Whop for a member with a key of the default sandbox, unless told otherwise. */
  ask(path?: string, key?: string): Promise<void>
  /** An answer of the admin's. */
  admin(path: string): Promise<Record<string, unknown>>
  clipboard(): Promise<unknown>
}

export interface SceneOptions extends MembermockOptions {
  viewport?: { width: number; height: number }
  /** Lines on the browser's console that are meant to be there. */
  expected?: RegExp
}

/** Whatever the browser complains of, or asks anyone else for, fails the test. */
const watch = (t: Test, page: Page, origin: string, expected: RegExp): void => {
  page.on('pageerror', (error) => t.fail(`an error in the page: ${error.stack}`))
  page.on('console', (message) => {
    const isBad = ['error', 'warning'].includes(message.type())
    if (isBad && !expected.test(message.text())) t.fail(`on the console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) t.fail(`a request to ${request.url()}`)
  })
}

/** A page of its own over a server of its own, both closed with the test. */
export const openScene = async (browser: Browser, t: Test, options: SceneOptions = {}): Promise<Scene> => {
  const { viewport = { width: 1280, height: 800 }, expected = /^$/, ...settings } = options
  const mock = await startMembermock({ members: 2, ...settings })
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] })
  t.teardown(async () => {
    await context.close()
    await mock.close()
  })
  const page = await context.newPage()
  // A machine may be slow; what does not come at all fails all the same.
  page.setDefaultTimeout(30_000)
  watch(t, page, mock.url, expected)
  await page.goto(mock.admin)
  return {
    mock,
    page,
    async ask(path = 'mber_Joined0000001', key = mock.credentials.whop.full) {
      const headers = { authorization: `Bearer ${key}` }
      await (await fetch(`${mock.baseUrl.whop}/members/${path}`, { headers })).text()
    },
    admin: async (path) => Object(await (await fetch(`${mock.admin}/${path}`)).json()),
    clipboard: () => page.evaluate('navigator.clipboard.readText()'),
  }
}

export const rows = (page: Page) => page.locator('.row')
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor()

/** Waits until as many rows are there. */
export const untilRows = async (page: Page, count: number): Promise<void> => {
  if (count > 0)
    await rows(page)
      .nth(count - 1)
      .waitFor()
  await rows(page).nth(count).waitFor({ state: 'detached' })
}

export const idsOf = async (page: Page): Promise<unknown> =>
  Promise.all((await rows(page).all()).map((row) => row.getAttribute('id')))

export const isTooWide = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth > innerWidth')
