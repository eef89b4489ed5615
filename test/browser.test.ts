/** The page in a browser: what a person sees and does there, on a wide screen and on a small one. */
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { startMembermock } from '../src/index.ts'
import { findChromium, launchChromium } from './support/chromium.ts'
import {
  button,
  idsOf,
  isTooWide,
  live,
  openScene,
  rows,
  type Scene,
  type SceneOptions,
  untilRows,
} from './support/scene.ts'

const executable = findChromium()
const skip = executable === undefined && 'there is no chromium here; apt-get install chromium brings it'
if (executable === undefined) t.comment(`NOT TESTED: ${skip}`)

let browser: Browser
t.before(async () => {
  if (executable !== undefined) browser = await launchChromium(executable)
})
t.teardown(() => browser?.close())

const open = (t: Test, options?: SceneOptions): Promise<Scene> => openScene(browser, t, options)

const tab = (page: Page, name: string) => page.locator('.tabs').getByText(name)

const WIDE = { width: 1280, height: 800 }
const SMALL = { width: 390, height: 844 }

for (const viewport of [WIDE, SMALL])
  t.test(`a request arrives, is opened and copied, ${viewport.width} px wide`, { skip }, async (t) => {
    const { page, mock, ask, clipboard } = await open(t, { viewport })
    t.equal(page.url(), `${mock.admin}/`)
    await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await button(page, 'Copy the Whop command').click()
    t.equal(
      await clipboard(),
      `curl -i '${mock.baseUrl.whop}/members/mber_Joined0000001' \\\n  -H 'Authorization: Bearer apik_mock_full'`,
    )
    await live(page)
    t.notOk(await isTooWide(page))

    await ask()
    await untilRows(page, 1)
    t.match(await rows(page).textContent(), /200.*GET.*mber_Joined0000001.*whop/)
    await ask('mber_Nobody00000001?expnad=1')
    await untilRows(page, 2)
    t.match(await rows(page).first().textContent(), /404.*refused: lookup.*unread/, 'newest first')

    await rows(page).last().click()
    const exchange = page.getByRole('region', { name: 'Exchange' })
    t.match(await exchange.textContent(), /"name": "Ada Lovelace".*Bearer \[\.\.\.full\]/s)
    t.notOk(await isTooWide(page))
    await button(page, 'Copy as curl').click()
    const command = String(await clipboard())
    t.ok(command.startsWith(`curl -i '${mock.baseUrl.whop}/members/mber_Joined0000001' \\\n`), command)
    t.match(command, `-H 'authorization: Bearer '"\${WHOP_API_KEY}"`)
    t.equal(await button(page, 'Copied').count(), 1)
    await page.keyboard.press('Escape')
    t.equal(await exchange.count(), 0)
  })

t.test('everything is within reach of the keyboard', { skip }, async (t) => {
  const { page, ask } = await open(t)
  for (const id of ['mber_Joined0000001', 'mber_Nobody00000001', 'mber_NoUser0000001']) await ask(id)
  await untilRows(page, 3)
  await page.keyboard.press('/')
  await page.keyboard.type('nobody lookup')
  await untilRows(page, 1)
  t.equal(await page.locator('.count').textContent(), '1 of 3')
  await page.keyboard.press('Escape')
  await untilRows(page, 3)

  await page.getByRole('listbox').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  const heading = page.getByRole('region', { name: 'Exchange' }).getByRole('heading').first()
  t.match(await heading.textContent(), 'mber_Nobody')
  await page.keyboard.press('ArrowDown')
  t.match(await heading.textContent(), 'mber_Joined', 'what is open follows')
  await page.keyboard.press('Home')
  t.match(await heading.textContent(), 'mber_NoUser')
  await page.keyboard.press('Escape')
  t.equal(await heading.count(), 0)
  t.equal(await page.evaluate('document.activeElement.role'), 'listbox')

  await page.locator('.brand').focus()
  const seen = new Set<unknown>()
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab')
    seen.add(await page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.textContent'))
  }
  for (const name of [
    'New',
    'Reset',
    'Freeze',
    'Follow',
    '+1 s',
    '+1 min',
    'Advance',
    'Docs',
    'Faults & limits',
    'Whop',
    'Sotion',
  ])
    t.ok(seen.has(name), `Tab comes to ${name}`)
})

t.test('requests are filtered by vendor, status and outcome', { skip }, async (t) => {
  const { page, mock, ask } = await open(t)
  await fetch(`${mock.admin}/faults`, { method: 'POST', body: '{"vendor":"sotion","answer":{"status":500}}' })
  await ask()
  await ask('mber_Nobody00000001')
  await fetch(`${mock.baseUrl.whop}/payments`)
  await fetch(`${mock.baseUrl.sotion}/members/x`)
  await untilRows(page, 4)
  const choose = async (label: string, option: string, ids: string[]): Promise<void> => {
    await page.getByLabel(label, { exact: true }).selectOption({ label: option })
    await untilRows(page, ids.length)
    t.same(await idsOf(page), ids, `${label} ${option}`)
    await button(page, 'Clear').click()
    await untilRows(page, 4)
  }
  await choose('Vendor', 'Sotion', ['r_4'])
  await choose('Status', '2xx', ['r_1'])
  await choose('Status', '5xx', ['r_4', 'r_3'])
  await choose('Outcome', 'Served', ['r_1'])
  await choose('Outcome', 'Refused', ['r_2'])
  await choose('Outcome', 'Faulted', ['r_4'])
  await choose('Outcome', 'Not emulated', ['r_3'])
  await rows(page).first().click()
  // The rule is asked for when the exchange is opened.
  await page
    .getByRole('region', { name: 'Exchange' })
    .getByText('Fault f_1 was applied. It is {"answer":{"status":500}}')
    .waitFor()
})

t.test('the clock stands, is moved on and follows', { skip }, async (t) => {
  const { page, admin } = await open(t, { expected: /status of 400/ })
  await button(page, 'Freeze').click()
  await button(page, 'Frozen').waitFor()
  const start = await admin('clock')
  t.equal(start.mode, 'frozen')
  const advanced = async (seconds: number): Promise<void> => {
    const time = new Date(Date.parse(String(start.now)) + seconds * 1000).toISOString()
    await page.locator(`.clock time[datetime="${time}"]`).waitFor()
    t.equal((await admin('clock')).now, time)
  }
  await advanced(0)
  await button(page, '+1 s').click()
  await advanced(1)
  await button(page, '+1 min').click()
  await advanced(61)
  const field = page.getByLabel('Advance by an ISO 8601 duration')
  await field.fill('P1DT1H')
  await field.press('Enter')
  await advanced(61 + 25 * 3600)
  t.equal(await field.inputValue(), '')
  await field.fill('an hour')
  await button(page, 'Advance').click()
  await page.getByText(/"an hour" is no duration.*Accepted: PT61S/).waitFor()
  await button(page, 'Follow').click()
  await button(page, 'Freeze').waitFor()
  t.equal((await admin('clock')).mode, 'following')
})

t.test('a sandbox is made, looked at and reset', { skip }, async (t) => {
  const { page, mock, ask, admin, clipboard } = await open(t)
  await ask()
  await untilRows(page, 1)
  await button(page, 'New').click()
  await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
  t.equal(page.url(), `${mock.admin}/?sandbox=sb_1`)
  await live(page)

  await tab(page, 'Whop').click()
  await button(page, 'keys').click()
  await button(page, 'Copy id full').click()
  const key = String(await clipboard())
  t.equal(key, Object(Object(await admin('sandboxes/sb_1')).credentials).whop.full)
  await button(page, 'members').click()
  await page.getByLabel('Filter members').fill('grace')
  await page.locator('summary', { hasText: 'Grace Hopper' }).first().click()
  await page.locator('.code', { hasText: '"name": "Grace Hopper"' }).waitFor()
  await button(page, 'Copy id mber_Renewing00001').click()
  t.equal(await clipboard(), 'mber_Renewing00001')

  await tab(page, 'Requests').click()
  await ask('mber_Joined0000001', key)
  await ask('mber_Nobody00000001')
  await untilRows(page, 1)
  await button(page, 'Reset').click()
  t.equal(await rows(page).count(), 1, 'it asks once more')
  await button(page, 'Take sb_1 back to its start').click()
  await untilRows(page, 0)
  t.same((await admin('requests?sandbox=sb_1')).requests, [])

  await page.locator('.sandboxes select').selectOption('default')
  await untilRows(page, 2)
  await page.getByRole('link', { name: 'Docs' }).click()
  t.equal(page.url(), `${mock.admin}/docs`)
})

t.test('it says why, and the code that stands in a body', { skip }, async (t) => {
  const { page, mock, ask } = await open(t)
  const exchange = page.getByRole('region', { name: 'Exchange' })
  await ask('mber_Joined0000001', 'apik_mock_noscope')
  await untilRows(page, 1)
  await rows(page).first().click()
  await exchange.getByText('the key lacks member:basic:read').waitFor()
  const id = 'bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb'
  const headers = { authorization: `Bearer ${mock.credentials.sotion.siteA}` }
  await fetch(`${mock.baseUrl.sotion}/members/${id}`, { headers })
  await untilRows(page, 2)
  await rows(page).first().click()
  await exchange.getByText('the member exists, on site_b').waitFor()
  const aitable = { authorization: `Bearer ${mock.credentials.aitable.plainMember}` }
  const member = 'kD8tPcZ3fYxSjV9qWvL5X2TmQbN1nR6'
  await fetch(`${mock.baseUrl.aitable}/fusion/v1/spaces/spcjXzqVrjaP3/members/${member}`, {
    headers: aitable,
  })
  await untilRows(page, 3)
  t.match(await rows(page).first().textContent(), /200.*1505.*GET/s)
  await rows(page).first().click()
  await exchange.getByText('the owner of the token is no admin of spcjXzqVrjaP3').waitFor()
})

t.test('the address keeps what is looked at, and the way back leads there', { skip }, async (t) => {
  const { page, mock, ask } = await open(t)
  await ask()
  await ask('mber_Nobody00000001')
  await untilRows(page, 2)
  await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Refused' })
  await untilRows(page, 1)
  await rows(page).first().click()
  await page.waitForURL(`${mock.admin}/?outcome=refused&open=r_2`)
  await page.reload()
  await page.getByRole('region', { name: 'Exchange' }).getByText('there is no such member').waitFor()
  await untilRows(page, 1)
  await tab(page, 'Sotion').click()
  await button(page, 'groups').click()
  await page.waitForURL(/tab=sotion&list=groups$/)
  await page.goBack()
  await page.goBack()
  await untilRows(page, 1)
  t.equal(await page.getByRole('region', { name: 'Exchange' }).count(), 1)
  await page.goto(`${mock.admin}/?tab=nowhere&outcome=__proto__&status=%00&list=x&open=r_99&vendor=toString`)
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
})

t.test('faults are planned and dropped, limits set and used up', { skip }, async (t) => {
  const { page, ask, admin } = await open(t, { expected: /status of 400/ })
  await tab(page, 'Faults & limits').click()
  const faults = page.getByRole('region', { name: 'Faults' })
  await faults.getByLabel('It shall', { exact: true }).selectOption({ label: 'refuse by kind' })
  await faults.getByLabel('Times; empty is always').fill('2')
  await button(page, 'Plan').click()
  await faults.getByText('{"answer":{"kind":"rateLimited"},"times":2}').waitFor()
  await ask()
  await faults.getByText('befell 1 of 1 that fitted').waitFor()
  await faults.getByLabel('The fault as JSON').fill('{"vendor":"whop","answer":{"status":9999}}')
  await button(page, 'Plan').click()
  const toast = page.locator('.said .bad')
  await toast.waitFor()
  await faults.getByLabel('The fault as JSON').fill('{"vendor":"sotion","socket":"reset","after":3}')
  await button(page, 'Plan').click()
  await faults.locator('.rule', { hasText: '{"socket":"reset","after":3}' }).waitFor()
  t.equal(await toast.count(), 0, 'what was refused before is no longer said')
  await button(page, 'Drop f_1').click()
  await faults.getByText('f_1', { exact: true }).waitFor({ state: 'detached' })
  t.match((await admin('faults')).faults, [{ vendor: 'sotion', socket: 'reset', after: 3 }])

  await page.getByLabel('Whop: Requests').fill('3')
  await button(page, 'Set the limit of Whop').click()
  await page.getByText('The limit of Whop is set.').waitFor()
  t.match(await admin('limits'), { whop: { limit: 3, windowSeconds: 60 } })
  await button(page, 'Take the limit of Whop back to its start').click()
  await page.waitForFunction('document.querySelector("form.limit input").value === "600"')
  await button(page, 'Use up the limit of Sotion').click()
  await page.getByText('The limit of Sotion is set.').waitFor()
})

t.test('members and keys are edited, added and deleted, and so is a sandbox', { skip }, async (t) => {
  const { page, mock, admin } = await open(t, { expected: /status of 4\d\d/ })
  await button(page, 'New').click()
  await tab(page, 'Sotion').click()
  const ada = page.locator('summary', { hasText: 'Ada Lovelace' }).first()
  await ada.waitFor()
  t.match(await ada.textContent(), /ada.lovelace@example.com.*active.*site_a/s)
  await ada.click()
  const id = '11111111-1111-4111-8111-111111111111'
  await button(page, `Edit ${id}`).click()
  const field = page.getByLabel(`${id} as JSON`)
  await field.fill((await field.inputValue()).replace('"active"', '"blocked'))
  await button(page, 'Save').click()
  await page.getByText('This is no JSON').waitFor()
  await field.fill((await field.inputValue()).replace('"blocked', '"blocked"'))
  await button(page, 'Save').click()
  await page.locator('summary', { hasText: /Ada Lovelace.*blocked/s }).waitFor()
  const place = 'sandbox=sb_1&site=site_a'
  t.match(await admin(`sotion/members/${id}?${place}`), { status: 'blocked', displayName: 'Ada Lovelace' })

  const card = page.locator('.card', { has: ada })
  await card.getByRole('button', { name: 'Delete', exact: true }).click()
  await button(page, `Delete ${id}`).click()
  await page.locator('summary', { hasText: 'ada.lovelace@example.com' }).waitFor({ state: 'detached' })

  await button(page, 'keys').click()
  await button(page, 'Add').click()
  await page.getByLabel('A new one of keys, as JSON').fill('{"token":"so_mine","site":"site_a"}')
  await button(page, 'Save').click()
  await page.locator('summary', { hasText: 'so_mine' }).waitFor()
  const answer = await fetch(`${mock.baseUrl.sotion}/site`, { headers: { authorization: 'Bearer so_mine' } })
  t.equal(answer.status, 200)

  await page.locator('.sandboxes').getByRole('button', { name: 'Delete', exact: true }).click()
  await button(page, 'Delete sb_1 with all that is in it').click()
  await page.getByText('sb_1 is deleted.').waitFor()
  t.match((await admin('sandboxes')).sandboxes, [{ id: 'default' }])
})

t.test('on a small screen the list comes first', { skip }, async (t) => {
  const { page, ask } = await open(t, { viewport: SMALL })
  await ask()
  await untilRows(page, 1)
  const box = await rows(page).first().boundingBox()
  t.ok(box !== null && box.y < 260, `the first row is at ${box?.y}`)
  t.notOk(await page.getByRole('region', { name: 'Clock' }).isVisible())
  await page.getByRole('button', { name: 'default' }).click()
  await button(page, 'Freeze').click()
  await button(page, 'Frozen').waitFor()
  for (const name of ['Faults & limits', 'Whop']) {
    await tab(page, name).click()
    t.notOk(await isTooWide(page), name)
  }
})

t.test('deliveries: brought about, seen as they change, sent again', { skip }, async (t) => {
  const { mock, page } = await open(t)
  await mock.receive(undefined, { vendor: 'sotion' })
  await live(page)
  await tab(page, 'Deliveries').click()
  await page.getByLabel('Event', { exact: true }).selectOption({ label: 'sotion member.updated' })
  await page.getByLabel('Member', { exact: true }).fill('11111111-1111-4111-8111-111111111111')
  await button(page, 'Trigger').click()
  const first = page.locator('#d_1')
  await first.locator('summary .good').waitFor()
  await first.locator('summary').click()
  await first.getByText('X-Webhook-Signature').waitFor()
  await first.getByRole('button', { name: 'Send again' }).click()
  await page.locator('#d_2 summary .good').waitFor()
  t.match(await mock.deliveries(), [
    { state: 'delivered', repeats: null },
    { state: 'delivered', repeats: 'd_1' },
  ])
})

t.test('a token is asked for, and kept for the tab', { skip }, async (t) => {
  const { page, ask } = await open(t, { adminToken: 'open sesame', expected: /status of 401/ })
  const field = page.getByLabel('Admin token')
  await field.fill('wrong')
  await field.press('Enter')
  await page.getByText('That was not it').waitFor()
  await field.fill('open sesame')
  await field.press('Enter')
  await live(page)
  await ask()
  await untilRows(page, 1)
  await page.reload()
  await untilRows(page, 1)
  t.equal(await page.evaluate('sessionStorage.length + localStorage.length'), 1)
})

t.test(
  'the page finds a server that was started again, and shows what that one knows',
  { skip },
  async (t) => {
    const { page, mock, ask } = await open(t, { expected: /ERR_(CONNECTION_REFUSED|INCOMPLETE)/ })
    await ask()
    await untilRows(page, 1)
    await mock.close()
    await page.getByText('Reconnecting').waitFor()
    const again = await startMembermock({ members: 2, port: Number(new URL(mock.url).port) })
    t.teardown(() => again.close())
    await live(page)
    await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await page.close()
  },
)
