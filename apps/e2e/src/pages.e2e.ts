import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openAs, settled, test, type RoleName } from './signed-in.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = ['light', 'dark'] as const;
const PHONE = { width: 390, height: 844 };

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

const PLACES: readonly Place[] = [
  { name: 'overview', path: '/overview', role: 'yield-engineer' },
  { name: 'lots', path: '/lots', role: 'yield-engineer' },
  { name: 'a lot', path: '/lots', role: 'yield-engineer', go: toLot },
  { name: 'a wafer', path: '/lots', role: 'yield-engineer', go: toWafer },
  { name: 'imports', path: '/data/imports', role: 'yield-engineer' },
  { name: 'data health', path: '/data', role: 'yield-engineer' },
  { name: 'settings, products', path: '/settings/products', role: 'administrator' },
  { name: 'settings, people', path: '/settings/people', role: 'administrator' },
  { name: 'settings, account', path: '/settings/account', role: 'administrator' },
];
const ON_A_PHONE = ['overview', 'lots', 'a lot'];

async function visit(page: Page, { path, role, go }: Place): Promise<void> {
  await openAs(page, role, path);
  await settled(page);
  await go?.(page);
  await settled(page);
}

/** What axe finds, each with the element it means; a page without content would pass anything, so it needs a heading. */
async function findings(page: Page): Promise<string[]> {
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}\n${failureSummary ?? ''}`),
  );
}

for (const place of PLACES) {
  test(`${place.name}: can be used by everybody, light and dark`, async ({ page }) => {
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (colorScheme === 'light') await visit(page, place);
      else await settled(page);
      expect(await findings(page), colorScheme).toEqual([]);
    }
  });
}

for (const place of PLACES.filter(({ name }) => ON_A_PHONE.includes(name))) {
  test(`${place.name}: a phone needs no sideways scrolling`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    await visit(page, place);
    for (const part of [page.locator('html'), page.getByRole('main')]) {
      expect(await part.evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    }
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' })).toBeVisible();
  });
}

test('a place that does not exist is said, not a blank page', async ({ page }) => {
  await openAs(page, 'yield-engineer', '/lots/NO-SUCH-LOT');
  await expect(page.getByRole('main')).toContainText('There is no lot NO-SUCH-LOT');
  await page.getByRole('link', { name: 'All lots' }).click();
  await expect(page.getByRole('table', { name: /^Lots/ })).toBeVisible();
});
