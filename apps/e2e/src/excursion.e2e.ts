import { request, type APIRequestContext, type Page } from '@playwright/test';
import { expectAccessible, expectNarrow } from './accessible.ts';
import { sharedMailbox } from './mailbox.ts';
import { pdfText } from './pdf-text.ts';
import { PLANTED, plantedEdgeRing, type PlantedFab } from './planted-edge-ring.ts';
import { sharedProduct } from './product.ts';
import { expect, fillSignIn, openAs, personOf, settled, test, type RoleName } from './signed-in.ts';

const CSRF = { 'x-fabwright-csrf': '1' };
const BATCH = 100;
/** Nobody's account: who is on call. */
const CALLED = 'oncall@fab.example';
const CLOUD_EVENTS = 'application/cloudevents-batch+json';
const SUSPECT = `${PLANTED.tool}/${PLANTED.chamber}`;

interface Found {
  readonly excursionId: string;
  readonly productName: string;
}

let fab: PlantedFab;
let found: Found;

/** A person's own session, as scripts use it: the page's cookies stay untouched. */
async function apiOf(role: RoleName): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: sharedProduct().address, extraHTTPHeaders: CSRF });
  expect((await api.post('/auth/sign-in', { data: personOf(role) })).ok()).toBe(true);
  return api;
}

async function ask<Answer>(api: APIRequestContext, query: string, variables: object = {}): Promise<Answer> {
  const answer = await api.post('/graphql', { data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: Answer; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function send(events: PlantedFab['events']): Promise<void> {
  const admin = await apiOf('administrator');
  const input = { name: 'planted excursion', scopes: ['events:write'], expiresAt: null };
  const made = await ask<{ createApiToken: { secret: string; token: { tokenId: string } } }>(
    admin,
    'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { ... on ApiTokenCreated { secret token { tokenId } } } }',
    { input },
  );
  const { secret, token } = made.createApiToken;
  for (let from = 0; from < events.length; from += BATCH) {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': CLOUD_EVENTS };
    const body = JSON.stringify(events.slice(from, from + BATCH));
    expect((await admin.post('/ingest/v1/events', { headers, data: body })).status()).toBeLessThan(300);
  }
  await ask(admin, 'mutation($id: ID!) { revokeApiToken(tokenId: $id) { __typename } }', { id: token.tokenId });
  await admin.dispose();
}

/** What the detectors made of it, once the commonality names the chamber. */
async function detected(productId: string): Promise<Found> {
  const reader = await apiOf('manager');
  const query = `query($id: ID!) { excursions(filter: { productId: $id }, first: 5) {
    rows { excursionId productName lotCount suspect { id } } } }`;
  type Rows = { excursions: { rows: (Found & { lotCount: number; suspect: { id: string } | null })[] } };
  let row: Rows['excursions']['rows'][number] | undefined;
  await expect
    .poll(
      async () => {
        const { excursions } = await ask<Rows>(reader, query, { id: productId });
        row = excursions.rows.find(({ suspect }) => suspect?.id === SUSPECT);
        return row?.lotCount ?? 0;
      },
      { timeout: 240_000, intervals: [2_000] },
    )
    .toBeGreaterThanOrEqual(5);
  await reader.dispose();
  if (!row) throw new Error('no excursion');
  return row;
}

/** Whoever is on call is told of anything on this product. */
async function onCall(productId: string): Promise<void> {
  const admin = await apiOf('administrator');
  const none = { accountIds: [], addresses: [], roles: [], webhookIds: [] };
  const rule = {
    ...{ name: `On call for ${productId}`, enabled: true, language: 'en', productIds: [productId] },
    ...{ areas: [], kinds: [], severities: [], shifts: [], escalateMinutes: null, escalateTimes: 1 },
    ...{ recipients: { ...none, addresses: [CALLED] }, escalateTo: none },
  };
  const query = 'mutation($rule: NoticeRuleInput!) { createNoticeRule(rule: $rule) { __typename } }';
  await expect(ask(admin, query, { rule })).resolves.toEqual({ createNoticeRule: { __typename: 'NoticeRuleSaved' } });
  await admin.dispose();
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const stamp = Date.now().toString(36).toUpperCase();
  fab = plantedEdgeRing(stamp, Date.now() - 3_600_000);
  await onCall(fab.productId);
  await send(fab.events);
  found = await detected(fab.productId);
});

test('the alarm mail leads to its page, through sign-in', async ({ page }) => {
  const mailbox = sharedMailbox();
  test.skip(mailbox === undefined, 'An instance that was up before sends its mails elsewhere.');
  if (!mailbox) return;
  const { text } = await mailbox.waitFor((mail) => mail.to.includes(CALLED) && mail.text.includes(found.excursionId));
  expect(text).toContain(found.productName);
  const { account, password } = personOf('yield-engineer');
  await page.goto(/http\S+\/excursions\/EX-\d+/.exec(text)?.[0] ?? '');
  await fillSignIn(page, account, password);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(found.excursionId);
  await settled(page);
});

async function open(page: Page, role: RoleName): Promise<void> {
  await openAs(page, role, `/excursions/${found.excursionId}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(found.excursionId);
  await settled(page);
}

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function evidenceAgrees(page: Page): Promise<void> {
  const first = panel(page, 'Commonality').getByRole('row').nth(1);
  await expect(first).toContainText(SUSPECT, { timeout: 60_000 });
  await expect(first).toContainText('Strong');
  const stack = panel(page, 'Wafer stack');
  const [affected, others] = [
    stack.getByRole('img', { name: /^Affected: / }),
    stack.getByRole('img', { name: /^Others: / }),
  ];
  const yieldOf = async (map: typeof affected): Promise<number> =>
    Number(/yield (\d+\.\d)/.exec((await map.getAttribute('aria-label')) ?? '')?.[1]);
  expect(await yieldOf(affected)).toBeLessThan((await yieldOf(others)) - 5);
  await expect(panel(page, 'Parameters that moved').getByRole('row').nth(1)).toContainText(PLANTED.sensor);
}

async function act(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  if ((await button.count()) > 0) await button.click();
  else {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name }).click();
  }
}

async function note(page: Page, words: string): Promise<void> {
  await act(page, 'Add note');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Note').fill(words);
  await dialog.getByRole('button', { name: 'Add note' }).click();
  await expect(panel(page, 'History and notes')).toContainText(words);
}

async function contain(page: Page, reason: string): Promise<void> {
  await act(page, 'Contain');
  const dialog = page.getByRole('dialog');
  for (const lotId of fab.inLine) await expect(dialog.getByRole('checkbox', { name: new RegExp(lotId) })).toBeVisible();
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: /^Contain/ }).click();
  await expect(panel(page, 'History and notes')).toContainText(reason);
}

for (const role of ['yield-engineer', 'process-engineer', 'administrator'] as const) {
  test(`a ${role} goes from the excursion to its cause, contains it and shares it`, async ({ page, context }, info) => {
    test.setTimeout(180_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, role);
    await test.step('the evidence names the chamber, its map and its sensor', () => evidenceAgrees(page));
    await test.step('a note stays', () => note(page, `Ring seating is looked at (${role})`));
    await test.step('the lots in line are held', () => contain(page, `Held until the ring is measured (${role})`));
    await test.step('the link opens the same', async () => {
      await page.getByRole('button', { name: 'Copy link' }).click();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain(
        `/excursions/${found.excursionId}`,
      );
    });
    await test.step('the evidence is one PDF', async () => {
      await page.getByRole('button', { name: 'Evidence package' }).click();
      const downloading = page.waitForEvent('download', { timeout: 90_000 });
      await page.getByRole('dialog').getByRole('button', { name: 'Make report' }).click();
      const file = info.outputPath('evidence.pdf');
      await (await downloading).saveAs(file);
      const text = (await pdfText(file)).join('\n');
      for (const said of [found.excursionId, SUSPECT, PLANTED.sensor]) expect(text).toContain(said);
    });
  });
}

test('a manager reads it and can change nothing; a stranger sees nothing', async ({ page }) => {
  await open(page, 'manager');
  await expect(panel(page, 'Commonality').getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await expectNarrow(page);
  await expect(panel(page, 'Commonality')).toBeVisible();
  for (const name of ['Add note', 'More', 'Acknowledge', 'Contain']) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  const manager = await apiOf('manager');
  const refused = await manager.post('/graphql', {
    data: {
      query: 'mutation($id: ID!) { commentExcursion(excursionId: $id, text: "no") { __typename } }',
      variables: { id: found.excursionId },
    },
  });
  expect(JSON.stringify(await refused.json())).toMatch(/FORBIDDEN|Forbidden/);
  await manager.dispose();
  const stranger = await request.newContext({ baseURL: sharedProduct().address, extraHTTPHeaders: CSRF });
  const answer = await stranger.post('/graphql', {
    data: { query: `{ excursion(excursionId: "${found.excursionId}") { __typename } }` },
  });
  expect(JSON.stringify(await answer.json())).not.toContain('"Excursion"');
  await stranger.dispose();
});
