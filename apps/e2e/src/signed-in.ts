import { test as base, expect, type Page } from '@playwright/test';
import { demoAccounts, sharedProduct } from './product.ts';

export type RoleName = 'manager' | 'yield-engineer' | 'process-engineer' | 'administrator';

/** Signs in as a person does, by the form. */
export async function signIn(page: Page, role: RoleName): Promise<void> {
  const { address, dataDir } = sharedProduct();
  const who = demoAccounts(dataDir).find((account) => account.role === role);
  if (!who) throw new Error(`The demonstration has no ${role}.`);
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('Account').fill(who.account);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/overview/);
}

/** A page of a signed-in yield engineer; anything the browser complains about fails the journey. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
