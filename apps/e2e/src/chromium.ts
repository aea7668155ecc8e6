import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: readonly string[];
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** The package's own arguments switch off web security; only this one is needed. */
const ARGS = ['--no-sandbox'] as const;

/** The package unpacks into the temporary folder and reuses any file of that name unchecked: one folder a version. */
async function packagedChromium(): Promise<string> {
  const { version } = JSON.parse(
    await readFile(path.join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  ) as {
    version: string;
  };
  const folder = path.join(ROOT, 'node_modules/.cache/chromium', version);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** `CHROME_BIN`, else the Chromium inside the npm package, else an installed one. Throws when there is none. */
export async function chromiumLaunch(): Promise<BrowserLaunch> {
  const own = process.env['CHROME_BIN'];
  if (own) return { executablePath: own, args: ARGS };
  try {
    return { executablePath: await packagedChromium(), args: ARGS };
  } catch (error) {
    const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
      existsSync(file),
    );
    if (installed) return { executablePath: installed, args: ARGS };
    throw error;
  }
}
