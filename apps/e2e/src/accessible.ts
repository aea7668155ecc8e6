import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, settled } from './signed-in.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a theme can break: all else of a page is the same in both. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const PHONE = { width: 390, height: 844 };

/**
 * Only what is wrong is told, element by element, and all in one go: to name each of the thousands of elements that are
 * right, and to gather from frames, which no page of ours has, took most of the time.
 */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}

/** What axe finds, each with the element it means; a page without content would pass anything, so it needs a heading. */
async function findings(page: Page, axe: AxeBuilder): Promise<string[]> {
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}\n${failureSummary ?? ''}`),
  );
}

/** The page that is open can be used by everybody, in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  const themes = { light: axeOn(page).withTags(WCAG), dark: axeOn(page).withRules(OF_COLOURS) };
  for (const [colorScheme, axe] of Object.entries(themes) as ['light' | 'dark', AxeBuilder][]) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    expect(await findings(page, axe), colorScheme).toEqual([]);
  }
}

/** The page that is open needs no sideways scrolling on a phone. */
export async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  await settled(page);
  for (const part of [page.locator('html'), page.getByRole('main')]) {
    // charts follow the new width a moment later
    await expect.poll(() => part.evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  }
  if (before) await page.setViewportSize(before);
}
