import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './src/chromium.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const { executablePath, args } = await chromiumLaunch();

/** Journeys over the whole running product, which `src/start-product.ts` starts once for all of them. */
export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.e2e.ts',
  // One journey only watches, for five minutes; the others run beside it.
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  globalSetup: './src/start-product.ts',
  outputDir: path.join(ROOT, 'dist/e2e/results'),
  reporter: 'line',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 20_000,
    acceptDownloads: true,
    screenshot: 'only-on-failure',
    // It copies the page at each step; `--trace retain-on-failure` has it where a picture does not tell enough.
    trace: 'off',
    launchOptions: { executablePath, args: [...args] },
  },
});
