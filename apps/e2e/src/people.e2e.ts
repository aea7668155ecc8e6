import type { Page } from '@playwright/test';
import { sharedProduct } from './product.ts';
import { expect, fillSignIn, openAs, personOf, settled, signIn, test } from './signed-in.ts';

const at = (path: string): string => `${sharedProduct().address}${path}`;

async function openFirstLot(page: Page): Promise<void> {
  await page.getByRole('table', { name: /^Lots/ }).locator('tbody').getByRole('link').first().click();
  await expect(page.getByRole('group', { name: 'The three yields' })).toBeVisible();
  await settled(page);
}

test('a wrong password is refused with words, and the right one still works', async ({ page }) => {
  const { account, password } = personOf('process-engineer');
  await page.goto(at('/sign-in'));
  await fillSignIn(page, account, `not ${password}`);
  await expect(page.getByRole('alert')).toHaveText("Account and password don't match.");
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, account, password);
  await expect(page).toHaveURL(/\/overview/);
});

test('a link leads a stranger through sign-in to where it points', async ({ page }) => {
  // a filter that a fresh instance has lots for: those below a floor come later
  await page.goto(at('/lots?p=PMIC-K7'));
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  const { account, password } = personOf('manager');
  await fillSignIn(page, account, password);
  await expect(page).toHaveURL(at('/lots?p=PMIC-K7'));
  await expect(page.getByRole('table', { name: /^Lots/ })).toBeVisible({ timeout: 60_000 });
});

test('who signs out is out, in every tab', async ({ page, context }) => {
  await signIn(page, 'manager');
  const other = await context.newPage();
  await other.goto(at('/lots'));
  await expect(other.getByRole('table', { name: /^Lots/ })).toBeVisible();
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in\?returnTo=/);
  const answer = await context.request.get(at('/auth/session'));
  expect(answer.status()).toBe(401);
});

test('a manager reads, and is offered nothing that changes data', async ({ page }) => {
  await openAs(page, 'manager', '/data/imports');
  await settled(page);
  await expect(page.getByRole('region', { name: 'Imported files' })).toBeVisible();
  await expect(page.locator('input[type="file"]')).toHaveCount(0);
  await openAs(page, 'manager', '/lots');
  await openFirstLot(page);
  await selectFirstWafer(page);
  await expect(page.getByRole('button', { name: /^Stack selected/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Exclude/ })).toHaveCount(0);
  // not only out of sight: the server refuses too
  const upload = await page.request.post(at('/imports?name=x.stdf'), { data: Buffer.from('FAR') });
  expect(upload.status()).toBe(403);
});

test('a yield engineer may upload and exclude', async ({ page }) => {
  await openAs(page, 'yield-engineer', '/data/imports');
  await settled(page);
  await expect(page.getByLabel('Choose files')).toBeAttached();
  await openAs(page, 'yield-engineer', '/lots');
  await openFirstLot(page);
  await selectFirstWafer(page);
  await expect(page.getByRole('button', { name: /^Exclude \(1\)/ })).toBeVisible();
});

test('language and theme change every screen and stay', async ({ page }) => {
  await openAs(page, 'yield-engineer', '/overview');
  await settled(page);
  await page.getByRole('button', { name: '切换到中文' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '总览' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await settled(page);

  const light = await background(page);
  await page.getByRole('button', { name: '主题' }).click();
  await page.getByRole('menuitemradio', { name: '深色' }).click();
  await expect.poll(async () => background(page)).not.toBe(light);
  const dark = await background(page);

  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '批次与晶圆' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '批次与晶圆' })).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(page.getByRole('heading', { level: 1, name: '批次与晶圆' })).toBeVisible();
  expect(await background(page)).toBe(dark);
  // no text is left in its key
  await expect(page.getByText(/\b(lots|shell|overview)\.[a-zA-Z.]+\b/)).toHaveCount(0);

  await page.getByRole('button', { name: 'EN: switch to English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lots and wafers' })).toBeVisible();
});

async function selectFirstWafer(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Wafers of the lot' }).getByRole('checkbox').first().check();
}

function background(page: Page): Promise<string> {
  return page
    .locator('body')
    .evaluate((body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor ?? '');
}
