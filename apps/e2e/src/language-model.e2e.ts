import type { Page } from '@playwright/test';
import { startModelServer, type ModelServer } from './model-server.ts';
import { pdfText } from './pdf-text.ts';
import { expect, openAs, settled, test } from './signed-in.ts';

const NAME = `Journey ${Date.now().toString(36)}`;
const KEY = 'sk-journey-hush';
const MODELS = '/settings/models';

let server: ModelServer;
test.beforeAll(async () => {
  server = await startModelServer();
});
test.afterAll(() => server.close());

const rowOf = (page: Page) =>
  page.getByRole('table', { name: 'Language models' }).getByRole('row').filter({ hasText: NAME });

test('an administrator enters a model, tries it, and has it word a report', async ({ page }, info) => {
  test.setTimeout(240_000);
  await openAs(page, 'administrator', MODELS);
  await settled(page);

  await test.step('a host that no setting names is refused', async () => {
    await page.getByRole('button', { name: 'Add a server' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(NAME);
    await dialog.getByLabel('Address').fill('https://api.example.com/v1');
    await dialog.getByLabel('Model at the server').fill('journey-1b');
    await dialog.getByLabel('API key').fill(KEY);
    await dialog.getByLabel('Licence').fill('Apache-2.0');
    await dialog.getByLabel('Where from').fill('written for this journey');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toContainText('This host is not among FAB_MODEL_HOSTS');
    await dialog.getByLabel('Address').fill(server.baseUrl);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(rowOf(page)).toContainText('not asked yet');
  });

  const panel = page.getByRole('region', { name: NAME });
  await test.step('it is asked what it can do', async () => {
    await panel.getByRole('button', { name: 'Check it' }).click();
    await expect(panel).toContainText('writing sentences');
    await expect(rowOf(page)).toContainText('ready');
    expect(server.heard.at(-1)?.key).toBe(`Bearer ${KEY}`);
    expect(await page.content()).not.toContain(KEY);
  });

  await test.step('it words a sample; what it said wrong is shown', async () => {
    const trial = page.getByRole('region', { name: 'Try it' });
    await trial.getByRole('button', { name: 'Word a sample' }).click();
    await expect(trial).toContainText('Model text, checked');
    await expect(trial).toContainText('91.2 %');
    await expect(trial).toContainText('passed at second try');
    await expect(trial).toContainText('says something that the fact does not');
  });

  await test.step('one click has it word reports', async () => {
    await rowOf(page).getByRole('button', { name: 'Let it word reports' }).click();
    await expect(page.getByRole('main')).toContainText(`${NAME} words the reports since`);
    await expect(rowOf(page)).toContainText('words reports');
  });

  await test.step('a lot report says who worded it', async () => {
    await openAs(page, 'yield-engineer', '/lots');
    await settled(page);
    const lots = page.getByRole('table', { name: /^Lots/ }).getByRole('row');
    await lots
      .filter({ has: page.locator('time') })
      .first()
      .getByRole('link')
      .click();
    await settled(page);
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const downloading = page.waitForEvent('download', { timeout: 120_000 });
    await dialog.getByRole('button', { name: 'Make report' }).click();
    const file = info.outputPath('report.pdf');
    await (await downloading).saveAs(file);
    expect((await pdfText(file))[0]).toContain('Model text, checked');
  });

  await test.step('the audit lists each call, by who asked, with its verdict', async () => {
    await openAs(page, 'administrator', MODELS);
    await settled(page);
    const calls = page.getByRole('table', { name: 'Calls' });
    await page.getByLabel('Model', { exact: true }).selectOption({ label: NAME });
    await expect(calls.getByRole('row').filter({ hasText: 'trial: Headline' }).first()).toBeVisible();
    const ofReports = calls.getByRole('row').filter({ hasNotText: 'trial' });
    await ofReports.filter({ hasText: 'passed' }).first().click();
    const call = page.getByRole('region', { name: 'Call', exact: true });
    await expect(call).toContainText('narration-g2/1');
    await expect(call).toContainText(/[0-9a-f]{64}/);
    await expect(call).toContainText('{{');
    await page.getByLabel('Result', { exact: true }).selectOption({ label: 'refused' });
    await expect(calls.getByRole('row').filter({ hasText: 'refused' })).not.toHaveCount(0);
    await expect(calls.getByRole('row').filter({ hasText: 'passed' })).toHaveCount(0);
  });

  await test.step('back to templates, and the model can go', async () => {
    await page.getByRole('button', { name: 'Back to templates' }).click();
    await expect(page.getByRole('main')).toContainText('No model is assigned');
    await rowOf(page).click();
    await panel.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(rowOf(page)).toHaveCount(0);
  });
});

test('who is no administrator is told so', async ({ page }) => {
  await openAs(page, 'manager', MODELS);
  await expect(page.getByRole('main')).toContainText('You may not see language models.');
  await expect(page.getByRole('link', { name: 'Language model' })).toHaveCount(0);
});
