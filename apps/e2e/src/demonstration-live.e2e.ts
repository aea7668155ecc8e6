import type { Page } from '@playwright/test';
import { expect, openAs, settled, test } from './signed-in.ts';

/** How long the demonstration is watched; five minutes are five hours of the fab. */
const SECONDS = Number(process.env['FAB_E2E_LIVE_SECONDS'] ?? 300);
const EVERY_MS = 10_000;
/** The fab's hours pass sixty times as fast as ours. */
const SPEED = 60;
/** A click is answered within this, however much arrives meanwhile. */
const ANSWERED_MS = 3000;

/** Time of the newest event, ms since the epoch, as Data health's link in the top bar tells it. */
async function newestEvent(page: Page): Promise<number> {
  const title = (await page.getByRole('banner').locator('a[href="/data"]').getAttribute('title')) ?? '';
  // fab time without zone: differences are what counts
  const [, text = ''] = /Newest event (.+?) in fab time/.exec(title) ?? [];
  const time = Date.parse(`${text} UTC`);
  expect(time, `the time in "${title}"`).not.toBeNaN();
  return time;
}

/** Everything that data make of the page, as it can be read. */
async function figures(page: Page): Promise<string[]> {
  const regions = page.getByRole('main').getByRole('region');
  const tiles = page.getByRole('main').locator('fw-kpi-tile');
  return [...(await tiles.allInnerTexts()), ...(await regions.allInnerTexts())].map((text) =>
    // what the fab's clock alone changes is no new data
    text.replaceAll(/\d{1,2}:\d{2}(:\d{2})?/g, '…').replaceAll(/\s+/g, ' '),
  );
}

/** Something that a watching person does: it has to be answered at once. */
async function interact(page: Page): Promise<void> {
  const began = performance.now();
  const group = page.getByRole('radiogroup', { name: 'Points' }).or(page.getByRole('group', { name: 'Points' }));
  await group.getByText('Week', { exact: true }).click();
  await expect(page.getByRole('region', { name: /yield by week$/ })).toBeVisible();
  expect(performance.now() - began, 'ms to answer a click').toBeLessThan(ANSWERED_MS);
  await group.getByText('Lot', { exact: true }).click();
  await expect(page.getByRole('region', { name: /yield by lot$/ })).toBeVisible();
}

test('the demonstration fab lives before the eyes of whoever watches', async ({ page }, info) => {
  test.setTimeout((SECONDS + 240) * 1000);
  let loads = 0;
  page.on('load', () => (loads += 1));
  await openAs(page, 'yield-engineer', '/overview');
  await expect(page.getByRole('region', { name: /yield by lot$/ })).toBeVisible({ timeout: 60_000 });
  await settled(page);
  await expect(page.locator('fw-kpi-tile').first()).toContainText(/\d+\.\d+/);
  const loadsBefore = loads;
  const start = { newest: await newestEvent(page), at: performance.now(), figures: await figures(page) };

  const seen = new Set([start.figures.join('\n')]);
  let last = start.newest;
  for (let round = 1; performance.now() - start.at < SECONDS * 1000; round++) {
    await page.waitForTimeout(EVERY_MS);
    await settled(page);
    const newest = await newestEvent(page);
    expect(newest, 'the newest event never goes back').toBeGreaterThanOrEqual(last);
    last = newest;
    seen.add((await figures(page)).join('\n'));
    if (round % 6 === 0) await interact(page);
  }

  const watchedMs = performance.now() - start.at;
  info.annotations.push({
    type: 'watched',
    description: `${Math.round(watchedMs / 1000)} s: ${((last - start.newest) / 3_600_000).toFixed(1)} fab hours, ${seen.size} states of the page`,
  });
  expect(loads, 'loads of the page while watching').toBe(loadsBefore);
  // half the speed leaves room for a busy machine; standing still does not pass
  expect(last - start.newest, 'fab time that passed').toBeGreaterThan((watchedMs * SPEED) / 2);
  expect(seen.size, 'states of the page that were seen').toBeGreaterThan(1);

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
