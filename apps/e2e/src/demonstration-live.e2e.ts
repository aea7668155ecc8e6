import type { Page } from '@playwright/test';
import { expect, openAs, settled, test } from './signed-in.ts';

/** How long the demonstration is watched; five minutes are five hours of the fab. */
const SECONDS = Number(process.env['FAB_E2E_LIVE_SECONDS'] ?? 300);
const EVERY_MS = 10_000;
/** The fab's hours pass sixty times as fast as ours. */
const SPEED = 60;
/** A click is answered within this, however much arrives meanwhile; once in a while another journey may be in the way. */
const ANSWERED_MS = 3000;

/**
 * Time of the newest event of each type, ms since the epoch, as Data health tells them. Not the one time in the top bar:
 * the demonstration has a tool whose clock is hours ahead, and the newest of all times may be its.
 */
async function newestEvents(health: Page): Promise<Map<string, number>> {
  const table = health.getByRole('table', { name: 'What arrives' });
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const column = heads.findIndex((head) => head.trim() === 'Newest event, fab time');
  expect(column, 'column of the newest event').toBeGreaterThan(0);
  const newest = new Map<string, number>();
  for (const row of await table.locator('tbody').getByRole('row').all()) {
    const cells = await row.getByRole('cell').allInnerTexts();
    // fab time without zone: differences are what counts
    const time = Date.parse(`${cells[column] ?? ''} UTC`);
    if (!Number.isNaN(time)) newest.set(cells[0] ?? '', time);
  }
  return newest;
}

/** The furthest that any type of event came since then, ms of fab time. */
function advance(from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>): number {
  return Math.max(...[...to].map(([type, time]) => time - (from.get(type) ?? time)));
}

/** Everything that data make of the page, as it can be read. */
async function figures(page: Page): Promise<string[]> {
  const regions = page.getByRole('main').getByRole('region');
  const tiles = page.getByRole('main').locator('fw-kpi-tile');
  const texts = [...(await tiles.allInnerTexts()), ...(await regions.allInnerTexts())];
  // what the fab's clock alone changes is no new data; a chart that was drawn again holds its words in another order
  return texts.map((text) =>
    text
      .replaceAll(/\d{1,2}:\d{2}(:\d{2})?/g, '…')
      .split(/\s+/)
      .sort()
      .join(' '),
  );
}

/** Something that a watching person does; milliseconds until it was answered. */
async function interact(page: Page): Promise<number> {
  const began = performance.now();
  const group = page.getByRole('radiogroup', { name: 'Points' }).or(page.getByRole('group', { name: 'Points' }));
  await group.getByText('Week', { exact: true }).click();
  await expect(page.getByRole('region', { name: /yield by week$/ })).toBeVisible();
  const answered = performance.now() - began;
  await group.getByText('Lot', { exact: true }).click();
  await expect(page.getByRole('region', { name: /yield by lot$/ })).toBeVisible();
  return answered;
}

test('the demonstration fab lives before the eyes of whoever watches', async ({ page }, info) => {
  test.setTimeout((SECONDS + 240) * 1000);
  let loads = 0;
  const health = await page.context().newPage();
  for (const watched of [page, health]) watched.on('load', () => (loads += 1));
  await openAs(page, 'yield-engineer', '/overview');
  await expect(page.getByRole('region', { name: /yield by lot$/ })).toBeVisible({ timeout: 60_000 });
  await settled(page);
  await expect(page.locator('fw-kpi-tile').first()).toContainText(/\d+\.\d+/);
  await openAs(health, 'yield-engineer', '/data');
  await settled(health);
  await expect(async () => expect((await newestEvents(health)).size, 'types of events').toBeGreaterThan(3)).toPass({
    timeout: 90_000,
  });
  const loadsBefore = loads;
  const began = { at: performance.now(), newest: await newestEvents(health) };

  const seen = new Set<string>();
  const answers: number[] = [];
  for (let round = 1; performance.now() - began.at < SECONDS * 1000; round++) {
    await page.waitForTimeout(EVERY_MS);
    for (const watched of [page, health]) await settled(watched);
    seen.add((await figures(page)).join('\n'));
    if (round % 3 === 0) answers.push(await interact(page));
  }

  const watchedMs = performance.now() - began.at;
  const fabMs = advance(began.newest, await newestEvents(health));
  info.annotations.push({
    type: 'watched',
    description: `${Math.round(watchedMs / 1000)} s: ${(fabMs / 3_600_000).toFixed(1)} fab hours, ${seen.size} states of the Overview`,
  });
  const slow = answers.filter((ms) => ms > ANSWERED_MS);
  expect(slow.length, `of ${answers.length} clicks slow, ms: ${slow.join()}`).toBeLessThanOrEqual(answers.length / 5);
  expect(loads, 'loads of the pages while watching').toBe(loadsBefore);
  // half the speed leaves room for a busy machine; standing still does not pass
  expect(fabMs, 'fab time that passed').toBeGreaterThan((watchedMs * SPEED) / 2);

  await test.step('what stands there unasked is what a fresh look shows', async () => {
    const fresh = await page.context().newPage();
    await fresh.goto(page.url());
    await expect(async () => {
      await fresh.reload();
      await settled(fresh);
      await settled(page);
      expect(await figures(page)).toEqual(await figures(fresh));
    }).toPass({ timeout: 60_000 });
  });
});
