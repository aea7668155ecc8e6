import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * A hash of everything that a report is made from: the same parts give the same hash, and any other figure another.
 * @param parts plain data; byte arrays, maps and sets may be among them
 */
export function workHash(...parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([EDITION, ...parts], plain))
    .digest('hex');
}

function plain(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

/**
 * What the program itself adds to a report. It changes with every build: a new version may word or draw the same
 * figures otherwise. So may the packages that set and draw it, which are not in our bundle. From source, where each
 * file may change, it is that of this process alone.
 */
const EDITION = import.meta.url.endsWith('.ts') ? randomUUID() : editionOf(fileURLToPath(import.meta.url));

function editionOf(bundle: string): string {
  const hash = createHash('sha256').update(readFileSync(bundle));
  const here = createRequire(import.meta.url);
  // pdfkit as pdfmake finds it: npm may keep another beside it
  const pdfmake = createRequire(here.resolve('pdfmake/package.json'));
  for (const manifest of [here.resolve('pdfmake/package.json'), pdfmake.resolve('pdfkit/package.json')]) {
    hash.update(readFileSync(manifest));
  }
  return hash.digest('hex');
}
