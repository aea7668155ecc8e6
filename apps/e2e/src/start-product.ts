import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMailServer } from './mailbox.ts';
import { freePort, startProduct } from './product.ts';

/** Days of history: enough for every page, and told while the journeys are young. */
const HISTORY_DAYS = 30;

/**
 * One product for all journeys. With FABWRIGHT_E2E_ADDRESS and FABWRIGHT_E2E_DATA_DIR set, the journeys run against an
 * instance that is up already: handy while writing one.
 */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['FABWRIGHT_E2E_ADDRESS']) return undefined;
  const mailFolder = await mkdtemp(path.join(tmpdir(), 'fabwright-e2e-mails-'));
  const mails = await startMailServer(mailFolder);
  process.env['FAB_SMTP_URL'] = `smtp://127.0.0.1:${mails.port}`;
  process.env['FAB_MAIL_FROM'] = 'Fabwright <fabwright@fab.example>';
  // The journey of the language model opens a server of its own on loopback.
  process.env['FAB_MODEL_HOSTS'] = '127.0.0.1';
  const dataDir = await mkdtemp(path.join(tmpdir(), 'fabwright-e2e-'));
  const product = await startProduct(dataDir, await freePort(), ['--history-days', String(HISTORY_DAYS)]);
  process.env['FABWRIGHT_E2E_ADDRESS'] = product.address;
  process.env['FABWRIGHT_E2E_DATA_DIR'] = dataDir;
  process.env['FABWRIGHT_E2E_FRESH'] = '1';
  return async () => {
    await product.stop();
    await mails.close();
    for (const folder of [dataDir, mailFolder]) await rm(folder, { recursive: true, force: true });
  };
}
