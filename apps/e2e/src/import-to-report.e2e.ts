import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pdfText } from './pdf-text.ts';
import { expect, openAs, settled, test } from './signed-in.ts';
import { asAnotherLot, testData } from './test-data.ts';

/** Golden values of lot2: what an independent reader counts in the file. */
const LOT2 = { dies: 1456, final: '95.40', firstPass: '92.24', record: '88.53' } as const;
const NAMES = { final: 'Final yield', firstPass: 'First-pass yield', record: 'Record yield' } as const;

const lot2 = testData('stdf/lot2.stdf.gz');

const rowOf = (page: Page, file: string): Locator =>
  page
    .getByRole('table', { name: 'Imported files' })
    .getByRole('row')
    .filter({ hasText: path.basename(file) });

async function upload(page: Page, file: string): Promise<void> {
  await page.getByLabel('Choose files').setInputFiles(file);
}

/** Dies that are drawn: each die is one closed outline of a path that has a colour. */
async function drawnDies(map: Locator): Promise<number> {
  const outlines = await map
    .locator('path[style*="fill"]')
    .evaluateAll((paths) => paths.map((drawn) => drawn.getAttribute('d') ?? ''));
  return outlines.join('').split('M').length - 1;
}

test('a sort file becomes yields, a wafer map and a report', async ({ page }, info) => {
  test.skip(lot2.missing !== null, lot2.missing ?? '');
  test.setTimeout(180_000);
  // an instance that was up before may know lot2: its records then come as another lot
  const fresh = process.env['FABWRIGHT_E2E_FRESH'] === '1';
  const file = fresh ? lot2.file : (await asAnotherLot(lot2.file, info.outputPath())).file;

  await openAs(page, 'yield-engineer', '/data/imports');
  await upload(page, file);
  const row = rowOf(page, file);
  await expect(row).toContainText('Done', { timeout: 60_000 });
  await expect(row).toContainText('1,456');
  await expect(row).toContainText(`${LOT2.final} %`);
  const lotId = await row.getByRole('link').innerText();

  await test.step('the import names the three yields', async () => {
    await row.click();
    const detail = page.getByRole('region', { name: path.basename(file) });
    for (const kind of ['final', 'firstPass', 'record'] as const) {
      const named = detail.getByText(NAMES[kind], { exact: true }).locator('xpath=following-sibling::dd[1]');
      await expect(named).toContainText(`${LOT2[kind]} %`);
    }
    await expect(detail).toContainText('1,569 records');
    await expect(detail).toContainText('113 dies retested, 46 recovered');
  });

  const onScreen = await test.step('the lot shows the same three yields', async () => {
    await row.getByRole('link', { name: lotId }).click();
    await expect(page.getByRole('heading', { level: 1, name: lotId })).toBeVisible();
    return threeYields(page);
  });
  expect(onScreen).toEqual({ final: LOT2.final, firstPass: LOT2.firstPass, record: LOT2.record });

  await test.step('the report says what the screen says', async () => {
    const report = await makeReport(page, info.outputPath('report.pdf'));
    const [first = ''] = await pdfText(report);
    for (const kind of ['final', 'firstPass', 'record'] as const) {
      expect(first, NAMES[kind]).toMatch(
        new RegExp(`${NAMES[kind]}\\D{0,40}${onScreen[kind].replace('.', '\\.')}`, 'i'),
      );
    }
    expect(first).toContain(lotId);
  });

  await test.step('each die is on the wafer map', async () => {
    await page.getByRole('list', { name: 'Wafers of the lot' }).getByRole('link').click();
    const map = page.getByRole('img', { name: /^Map of wafer .*95\.4/ });
    await expect(map).toBeVisible();
    expect(await drawnDies(map)).toBe(LOT2.dies);
    await map.press('ArrowRight');
    await expect(page.locator('[aria-live]', { hasText: /^x -?\d+, y -?\d+/ })).toContainText('Soft bin');
    expect(await threeYields(page)).toEqual(onScreen);
  });

  await test.step('the same file again changes nothing', async () => {
    await openAs(page, 'yield-engineer', '/data/imports');
    await upload(page, file);
    await expect(rowOf(page, file).filter({ hasText: 'Known already' })).toHaveCount(1, { timeout: 60_000 });
    await expect(rowOf(page, file).filter({ hasText: 'Done' })).toHaveCount(1);
    await openAs(page, 'yield-engineer', `/lots/${lotId}`);
    expect(await threeYields(page)).toEqual(onScreen);
    await expect(page.getByRole('list', { name: 'Wafers of the lot' }).getByRole('link')).toHaveCount(1);
  });
});

/** The figures of "The three yields", in per cent as printed. */
async function threeYields(page: Page): Promise<Record<keyof typeof NAMES, string>> {
  await settled(page);
  const group = page.getByRole('group', { name: 'The three yields' });
  const read = async (name: string): Promise<string> => {
    const tile = group.locator('fw-kpi-tile').filter({ has: page.getByText(name, { exact: true }) });
    return /(\d+\.\d+)\s*%/.exec(await tile.innerText())?.[1] ?? '';
  };
  return { final: await read(NAMES.final), firstPass: await read(NAMES.firstPass), record: await read(NAMES.record) };
}

/** Asks for the report of the page, sees its progress and keeps the file that the browser downloads. */
async function makeReport(page: Page, into: string): Promise<string> {
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const downloading = page.waitForEvent('download', { timeout: 90_000 });
  await dialog.getByRole('button', { name: 'Make report' }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Making the report' })).toBeVisible();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  await download.saveAs(into);
  await expect(dialog).toContainText('The report is made');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  return into;
}
