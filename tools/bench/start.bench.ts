import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, startProduct, type Product } from '../../apps/e2e/src/product.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { hasContent, historyTold, until } from './demonstration.ts';

const root = resolve(import.meta.dirname, '../..');
const FIRST_SECONDS = 90;
const AGAIN_SECONDS = 15;
const HISTORY_MINUTES = 15;
const MOST_MEGABYTES = 1_500;

/**
 * `npm start` as a newcomer sees it: in a clone whose packages are installed and in which nothing is built, until the
 * Overview shows the yields of real lots; until the demonstration's 26 weeks are taken in; what they take on disk; and
 * the next start on that data, after Ctrl-C, until content is there again. A quarter of an hour.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fabwright-bench-start-'));
  // started by root, PostgreSQL runs as somebody else, who has to get to its programs and its data
  chmodSync(folder, 0o755);
  try {
    const clone = cloneOf(join(folder, 'fabwright'));
    const dataDir = join(folder, 'data');
    const port = await freePort();
    const first = await starting(clone, dataDir, port);
    const told = await historyTold(first.product);
    await first.product.stop();
    const megabytes = sizeOf(dataDir);
    const again = await starting(clone, dataDir, port);
    await again.product.stop();
    return [
      atMost(
        'npm start, nothing built yet, to real content; reference: to its address',
        first.content,
        's',
        FIRST_SECONDS,
        first.up,
      ),
      atMost('26 weeks of history taken in', told / 60, 'min', HISTORY_MINUTES),
      atMost('26 weeks of history on disk, everything in the data folder', megabytes, 'MB', MOST_MEGABYTES),
      atMost(
        'the next npm start, to real content; reference: to its address',
        again.content,
        's',
        AGAIN_SECONDS,
        again.up,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is committed, with the packages of this folder: as links where the file system allows it. */
function cloneOf(folder: string): string {
  execFileSync('git', ['clone', '--quiet', root, folder]);
  const packages = [join(root, 'node_modules'), join(folder, 'node_modules')];
  try {
    execFileSync('cp', ['-al', ...packages], { stdio: 'ignore' });
  } catch {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    execFileSync('cp', ['-a', ...packages]);
  }
  rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true });
  return folder;
}

interface Started {
  readonly product: Product;
  /** Seconds until the start printed its address, and until there was something to see. */
  readonly up: number;
  readonly content: number;
}

async function starting(clone: string, dataDir: string, port: number): Promise<Started> {
  const begin = performance.now();
  const product = await startProduct(dataDir, port, [], clone);
  const up = (performance.now() - begin) / 1000;
  await until('content', () => hasContent(product));
  return { product, up, content: (performance.now() - begin) / 1000 };
}

function sizeOf(folder: string): number {
  const [kilobytes] = execFileSync('du', ['-sk', folder]).toString().split('\t');
  return (Number(kilobytes) * 1024) / 1e6;
}
