import type { Locator, Page } from '@playwright/test';
import { expect, openAs, settled, test } from './signed-in.ts';

const COVERED = /\d+ of \d+ die positions/;

/** Drags over the middle of a map. */
async function dragOver({ mouse }: Page, map: Locator): Promise<void> {
  const box = await map.boundingBox();
  if (!box) throw new Error('The stack has no place on the page.');
  await mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 8 });
  await mouse.up();
}

test('dies that are dragged over on a stacked map are a filter on every page, until they are taken back', async ({
  page,
}) => {
  await openAs(page, 'yield-engineer', '/maps?t=-26w');
  await settled(page);
  // A fab that has just begun to tell its past may move the map from under the pointer.
  await expect(async () => {
    await dragOver(page, page.getByRole('img', { name: /^A, / }));
    await expect(page).toHaveURL(/[?&]dies=/, { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await settled(page);
  const said = page.locator('fw-die-tools').getByRole('status');
  await expect(said).toHaveText(COVERED);
  const covered = (await said.textContent()) ?? '';
  await expect(page.locator('fw-panel', { hasText: 'Stacked maps' }).first()).toContainText(covered);

  await test.step('a zone is added by Shift', async () => {
    await page.getByRole('button', { name: 'Choose dies: Ring 5' }).click({ modifiers: ['Shift'] });
    await settled(page);
    await expect(said).not.toHaveText(covered);
  });

  await test.step('the explorer counts them, in trend and pareto', async () => {
    await page.goto(page.url().replace('/maps', '/yield'));
    await settled(page);
    await expect(page.locator('fw-explore-trend')).toContainText(COVERED);
    await expect(page.locator('fw-losses-panel')).toContainText(COVERED);
    await page.getByRole('button', { name: /^Dies \d+/ }).click();
    await expect(page).not.toHaveURL(/[?&]dies=/);
    await settled(page);
    await expect(page.locator('fw-explore-trend')).not.toContainText(COVERED);
  });

  await test.step('a link edited by hand ends in a sentence', async () => {
    await page.goto(`${new URL(page.url()).origin}/correlate?dies=edge`);
    await settled(page);
    await expect(page.getByText('The link says dies=edge, which means nothing here')).toBeVisible();
  });
});
