import { test as base, expect, type Cookie, type Page } from '@playwright/test';
import { demoAccounts, sharedProduct } from './product.ts';

export type RoleName = 'manager' | 'yield-engineer' | 'process-engineer' | 'administrator';

/** Fills the form, wherever the page's sign-in form is now. */
export async function fillSignIn(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel('Account').fill(account);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The demonstration's person of that role. */
export function personOf(role: RoleName): { account: string; password: string } {
  const who = demoAccounts(sharedProduct().dataDir).find((account) => account.role === role);
  if (!who) throw new Error(`The demonstration has no ${role}.`);
  return who;
}

/** Signs in as a person does, by the form. */
export async function signIn(page: Page, role: RoleName): Promise<void> {
  const { account, password } = personOf(role);
  await page.goto(`${sharedProduct().address}/sign-in`);
  await fillSignIn(page, account, password);
  await expect(page).toHaveURL(/\/overview/);
}

const sessions = new Map<RoleName, Cookie[]>();

/** Opens a path as that role. One sign-in a role serves all journeys that are not about signing in. */
export async function openAs(page: Page, role: RoleName, path: string): Promise<void> {
  const known = sessions.get(role);
  // of another role, where journeys share a page
  await page.context().clearCookies();
  if (known) {
    await page.context().addCookies(known);
  } else {
    await signIn(page, role);
    sessions.set(role, await page.context().cookies());
  }
  await page.goto(`${sharedProduct().address}${path}`);
}

/** Statistics over the demonstration's history take a while on two cores that also make that history. */
const COMPUTED_MS = 60_000;

/** Everything that was asked for is drawn, and nothing of it failed. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: COMPUTED_MS });
  await expect(page.getByRole('alert')).toHaveCount(0);
}

/** A stranger's question who is signed in, and a wrong password, answer 401; the browser notes each as an error. */
function isRefusedSignIn(text: string, url: string): boolean {
  return /\/auth\/(session|sign-in)\b/.test(url) && text.includes('401');
}

/** What the browser complains about on a page from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error' || isRefusedSignIn(message.text(), message.location().url)) return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  return complaints;
}

/** A page; anything else that the browser complains about fails the journey. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints = complaintsOf(page);
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** For journeys that bring their page, and ask `complaintsOf` themselves. */
export { base as testOfOwnPage, expect };
