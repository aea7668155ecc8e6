import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ROOT } from './product.ts';

const REMEDY = 'set FAB_TEST_DATA to the folder with the test data';

/** A file of the test data, or why there is none; on CI a missing file is a failure, not a skip. */
export function testData(name: string): { file: string; missing: string | null } {
  const file = path.join(process.env['FAB_TEST_DATA'] ?? path.join(ROOT, '../shared/data'), name);
  if (existsSync(file)) return { file, missing: null };
  if (process.env['CI'] === 'true') throw new Error(`${name} is missing: ${REMEDY}`);
  return { file, missing: REMEDY };
}

/** Lot number of lot2 as it stands in its master information record: one byte of length, then the text. */
const LOT_ID = '\u0007GAL-LOT';

/** lot2 as another lot: the same records with a lot number that no instance has seen. */
export async function asAnotherLot(file: string, into: string): Promise<{ file: string; lotId: string }> {
  const bytes = gunzipSync(await readFile(file));
  const at = bytes.indexOf(LOT_ID, 0, 'latin1');
  if (at < 0) throw new Error(`${file} does not name its lot ${LOT_ID.slice(1)}`);
  const lotId = `E2E${Date.now().toString(36).slice(-4).toUpperCase()}`;
  bytes.write(lotId, at + 1, 'latin1');
  const copy = path.join(into, `${lotId}.stdf.gz`);
  await writeFile(copy, gzipSync(bytes));
  return { file: copy, lotId };
}
