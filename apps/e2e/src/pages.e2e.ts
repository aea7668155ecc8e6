import type { Page } from '@playwright/test';
import { expectAccessible, expectNarrow } from './accessible.ts';
import { complaintsOf, expect, openAs, settled, test, testOfOwnPage, type RoleName } from './signed-in.ts';

interface Place {
  readonly name: string;
  readonly path: string;
  readonly role: RoleName;
  /** From the path on to the place itself. */
  readonly go?: (page: Page) => Promise<void>;
}

async function toLot(page: Page): Promise<void> {
  // a lot whose wafers were tested: those only in process have no map
  const tested = page
    .getByRole('table', { name: /^Lots/ })
    .getByRole('row')
    .filter({ has: page.locator('time') });
  await tested.first().getByRole('link').click();
  await expect(page.getByRole('group', { name: 'The three yields' })).toBeVisible();
}

async function toWafer(page: Page): Promise<void> {
  await toLot(page);
  await page.getByRole('list', { name: 'Wafers of the lot' }).getByRole('link').first().click();
  await expect(page.getByRole('img', { name: /^Map of wafer/ })).toBeVisible();
}

async function toTool(page: Page): Promise<void> {
  await page.getByRole('table').first().getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Runs' })).toBeVisible();
}

async function toChart(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Final yield' }).first().click();
  await expect(page.getByRole('img', { name: /^Final yield/ })).toBeVisible();
}

async function toNewRule(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New rule' }).click();
}

const PLACES: readonly Place[] = [
  { name: 'overview', path: '/overview', role: 'yield-engineer' },
  { name: 'yield', path: '/yield', role: 'yield-engineer' },
  { name: 'lots', path: '/lots', role: 'yield-engineer' },
  { name: 'a lot', path: '/lots', role: 'yield-engineer', go: toLot },
  { name: 'a wafer', path: '/lots', role: 'yield-engineer', go: toWafer },
  { name: 'excursions', path: '/excursions', role: 'yield-engineer' },
  { name: 'spc', path: '/spc', role: 'yield-engineer' },
  { name: 'a control chart', path: '/spc', role: 'yield-engineer', go: toChart },
  { name: 'correlate', path: '/correlate', role: 'yield-engineer' },
  { name: 'compare', path: '/compare', role: 'yield-engineer' },
  { name: 'capability', path: '/capability', role: 'yield-engineer' },
  { name: 'yield limits', path: '/capability?tab=limits', role: 'yield-engineer' },
  { name: 'tools', path: '/tools', role: 'yield-engineer' },
  { name: 'a tool', path: '/tools', role: 'yield-engineer', go: toTool },
  { name: 'wafer maps', path: '/maps', role: 'yield-engineer' },
  { name: 'defects', path: '/defects', role: 'yield-engineer' },
  { name: 'reports', path: '/reports?edit=new', role: 'yield-engineer' },
  { name: 'imports', path: '/data/imports', role: 'yield-engineer' },
  { name: 'data health', path: '/data', role: 'yield-engineer' },
  { name: 'settings, products', path: '/settings/products', role: 'administrator' },
  { name: 'settings, people', path: '/settings/people', role: 'administrator' },
  { name: 'settings, notices', path: '/settings/notices', role: 'administrator', go: toNewRule },
  { name: 'settings, language model', path: '/settings/models', role: 'administrator' },
  { name: 'settings, account', path: '/settings/account', role: 'administrator' },
];

/** One page for all places: the browser keeps the code that it has read. */
let shared: Page | undefined;

testOfOwnPage.afterAll(async () => {
  await shared?.context().close();
  shared = undefined;
});

for (const place of PLACES) {
  testOfOwnPage(`${place.name}: for everybody, light and dark, and on a phone`, async ({ browser }) => {
    shared ??= await (await browser.newContext()).newPage();
    const complaints = complaintsOf(shared);
    await openAs(shared, place.role, place.path);
    await settled(shared);
    await place.go?.(shared);
    await expectAccessible(shared);
    await expectNarrow(shared);
    expect(complaints, 'what the browser complained about').toEqual([]);
    shared.removeAllListeners();
  });
}

test('on a phone the navigation opens', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, 'yield-engineer', '/overview');
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' })).toBeVisible();
});

test('a place that does not exist is said, not a blank page', async ({ page }) => {
  await openAs(page, 'yield-engineer', '/lots/NO-SUCH-LOT');
  await expect(page.getByRole('main')).toContainText('There is no lot NO-SUCH-LOT');
  await page.getByRole('link', { name: 'All lots' }).click();
  await expect(page.getByRole('table', { name: /^Lots/ })).toBeVisible();
});
