import { writeFile } from 'node:fs/promises';
import { request, type Page } from '@playwright/test';
import { expectAccessible, expectNarrow } from './accessible.ts';
import { sharedMailbox, type Mailbox } from './mailbox.ts';
import { pdfText } from './pdf-text.ts';
import { sharedProduct } from './product.ts';
import { expect, openAs, personOf, settled, test } from './signed-in.ts';

const CSRF = { 'x-fabwright-csrf': '1' };
const ADDRESS = 'mei@fab.example';
/** Far enough ahead that the form is saved by then, on a slow machine too: the demonstration's hour passes in a minute. */
const AHEAD_MINUTES = 60;

let mailbox: Mailbox;

test.beforeAll(() => {
  const shared = sharedMailbox();
  test.skip(shared === undefined, 'An instance that was up before sends its mails elsewhere.');
  if (shared) mailbox = shared;
});

/** Where the manager's mails go, and that they are written in Chinese. */
async function giveAddress(): Promise<void> {
  const api = await request.newContext({ baseURL: sharedProduct().address, extraHTTPHeaders: CSRF });
  expect((await api.post('/auth/sign-in', { data: personOf('manager') })).ok()).toBe(true);
  const query = `mutation { setOwnContact(email: "${ADDRESS}", language: "zh-CN") { __typename } }`;
  expect(await (await api.post('/graphql', { data: { query } })).json()).toEqual({
    data: { setOwnContact: { __typename: 'PersonChanged' } },
  });
  await api.dispose();
}

/** The fab's clock in a while, as the form wants it: the badge in the top bar tells how far the data reach. */
async function fabClock(page: Page, minutesAhead: number): Promise<string> {
  const badge = page.getByText(/^Data to \d\d:\d\d$/);
  const [hours = 0, minutes = 0] = (await badge.innerText()).replace('Data to ', '').split(':').map(Number);
  const at = (hours * 60 + minutes + minutesAhead) % (24 * 60);
  return [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

async function subscribe(page: Page): Promise<void> {
  await openAs(page, 'manager', '/overview');
  await settled(page);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mail me this weekly' }).click();
  await page.getByRole('status').getByRole('button', { name: 'Reports' }).click();
  await expect(page.getByRole('region', { name: /^Log of / })).toContainText('Nothing has gone out yet');
}

/** A Monday at eight is up to a week away; any day in a few minutes is not. */
async function bringForward(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const form = page.getByRole('region', { name: 'Change the schedule' });
  for (const day of ['Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) await form.getByRole('checkbox', { name: day }).check();
  await form.getByLabel('Language').selectOption({ label: 'Each recipient’s own' });
  await form.getByLabel('Time', { exact: true }).fill(await fabClock(page, AHEAD_MINUTES));
  await expect(form.getByRole('listitem').filter({ hasText: 'covers W' })).toHaveCount(5);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).toHaveCount(0);
}

test('a manager subscribes, the mail comes with the PDF in their language, and they unsubscribe', async ({
  page,
  browser,
}, info) => {
  test.setTimeout(420_000);
  await giveAddress();
  await test.step('one click subscribes', () => subscribe(page));
  await test.step('the time is changed to one that comes soon', () => bringForward(page));

  const mail = await test.step('the mail arrives', () =>
    mailbox.waitFor(({ to, attachments }) => to.includes(ADDRESS) && attachments.length > 0, 240_000));
  await test.step('its PDF is in Chinese and says what the mail says', async () => {
    const file = info.outputPath('report.pdf');
    await writeFile(file, mail.attachments[0]?.content ?? '');
    const [first = ''] = await pdfText(file);
    const [headline = ''] = mail.text.split('\n');
    const squeezed = (text: string): string => text.replaceAll(/\s/g, '');
    expect(headline).toMatch(/[\u4e00-\u9fff]/);
    expect(squeezed(first)).toContain(squeezed(headline));
  });
  await test.step('the log says that it went', async () => {
    const log = page.getByRole('region', { name: /^Log of / });
    await expect(log.getByRole('row').filter({ hasText: '1 / 1' })).toContainText('Sent', { timeout: 30_000 });
    await expectAccessible(page);
    await expectNarrow(page);
  });
  await test.step('the mail leads to the report on screen, whose numbers open their evidence', async () => {
    await page.goto(/http\S+\/reports\?issue=\S+/.exec(mail.text)?.[0] ?? '');
    const told = page.getByRole('region', { name: / on screen$/ });
    await told.getByRole('button', { name: /%/ }).first().click();
    await expect(page.getByRole('dialog')).toContainText('Query');
    await page.keyboard.press('Escape');
  });
  await test.step('the link unsubscribes without signing in', async () => {
    const link = /http\S+\/reports\/v1\/unsubscribe\/\S+/.exec(mail.text)?.[0] ?? '';
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(link);
    await stranger.getByRole('button', { name: '退订' }).click();
    await expect(stranger.getByRole('heading')).toContainText('您将不再收到');
    await stranger.context().close();
    await page.reload();
    await expect(page.getByRole('table', { name: 'Reports by mail' })).toContainText('Unsubscribed');
  });
  await test.step('and what is deleted can be had back', async () => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const schedules = page.getByRole('region', { name: 'Reports by mail' });
    await expect(schedules).toContainText('No report goes out to you yet');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(schedules.getByRole('table')).toBeVisible();
  });
});

/** Stands in the section of losses alone. */
const LOSSES = 'Month by month';
const SUMMARY = 'Summary for the board';
const BOARD = 'board@fab.example';

/** All sections but one, in another order; the preview follows. */
async function putTogether(page: Page): Promise<void> {
  const form = page.getByRole('region', { name: 'A new report' });
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText(LOSSES, { timeout: 90_000 });
  await form.getByLabel('Name', { exact: true }).fill(SUMMARY);
  await form.getByRole('button', { name: 'Take out: Losses' }).click();
  const up = form.getByRole('button', { name: 'Move up: Open actions' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(preview).not.toContainText(LOSSES, { timeout: 60_000 });
  const [products, actions, excursions] = ['Yield by product', 'Open actions', 'Excursions'];
  await expect(form.getByRole('listitem')).toHaveText([products, actions, excursions].map((name) => new RegExp(name)));
}

test('an engineer builds a report, sees it, and sends it', async ({ page }, info) => {
  test.setTimeout(300_000);
  await openAs(page, 'yield-engineer', '/reports');
  await settled(page);
  await page.getByRole('link', { name: 'Build a report' }).click();
  await test.step('chooses its sections and sees what comes of it', () => putTogether(page));
  const preview = page.getByRole('region', { name: 'Preview' });
  await test.step('its numbers open their evidence, and the month before stands beside it', async () => {
    await preview.getByRole('button', { name: /%/ }).first().click();
    await expect(page.getByRole('dialog')).toContainText('Query');
    await page.keyboard.press('Escape');
    await preview.getByRole('checkbox', { name: /^Compare with/ }).check();
    // the demonstration's history may begin with the month itself
    await expect(preview).toContainText(/Then it said|There is nothing to report/, { timeout: 60_000 });
    await expectAccessible(page);
    await expectNarrow(page);
  });
  await test.step('sends it by hand', async () => {
    await page.getByRole('button', { name: 'Send…' }).click();
    const form = page.getByRole('region', { name: 'New schedule' });
    await expect(form.getByLabel('Report', { exact: true }).locator('option:checked')).toHaveText(SUMMARY);
    await form.getByLabel('Other addresses').fill(BOARD);
    await form.getByLabel('Other addresses').blur();
    await form.getByRole('button', { name: 'Save and send to all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send to all now' }).click();
  });
  const mail = await test.step('the mail arrives', () =>
    mailbox.waitFor(({ to, attachments }) => to.includes(BOARD) && attachments.length > 0, 240_000));
  await test.step('with the sections that were chosen', async () => {
    const file = info.outputPath('summary.pdf');
    await writeFile(file, mail.attachments[0]?.content ?? '');
    const text = (await pdfText(file)).join('\n');
    expect(text).toContain('Monthly management summary');
    expect(text).not.toContain(LOSSES);
    await expect(page.getByRole('table', { name: 'Reports put together' })).toContainText(SUMMARY);
    await expect(page.getByRole('table', { name: 'Reports by mail' })).toContainText('By hand');
  });
});
