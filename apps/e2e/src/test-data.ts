import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './product.ts';

const REMEDY = 'set FAB_TEST_DATA to the folder with the test data';

/** A file of the test data, or why there is none; on CI a missing file is a failure, not a skip. */
export function testData(name: string): { file: string; missing: string | null } {
  const file = path.join(process.env['FAB_TEST_DATA'] ?? path.join(ROOT, '../shared/data'), name);
  if (existsSync(file)) return { file, missing: null };
  if (process.env['CI'] === 'true') throw new Error(`${name} is missing: ${REMEDY}`);
  return { file, missing: REMEDY };
}
