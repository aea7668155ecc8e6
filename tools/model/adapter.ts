import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TaughtWordings } from '@fabwright/language';
import type { KnownModel } from './catalogue.ts';
import { NoModel } from './no-model.ts';
import { sha256Of } from './weights.ts';

/** What stands beside an adapter in libs/language/models, as `NAME.gguf.json`. `npm run train:narration` writes it. */
export interface AdapterCard {
  readonly title: string;
  readonly licence: string;
  readonly source: string;
  /** File name of the weights that it is made for. */
  readonly adapterOf: string;
  readonly sha256: string;
  /** The grade that the weights have with it. */
  readonly grade: 'G1' | 'G2';
  readonly trainedKinds: readonly string[];
  /** All that it may say. */
  readonly taughtWordings: TaughtWordings;
}

/**
 * Puts the adapter of a model, if it has one, with its card into the models folder: the whole file or none. Null where
 * there is none. Throws NoModel where it is not the one that its card describes.
 */
export async function bringAdapter({ adapter }: KnownModel, folder: string): Promise<AdapterCard | null> {
  if (adapter === null) return null;
  const text = await readFile(`${adapter}.json`, 'utf8');
  const card = JSON.parse(text) as AdapterCard;
  const path = join(folder, basename(adapter));
  await copyFile(adapter, `${path}.partial`);
  if ((await sha256Of(`${path}.partial`)) !== card.sha256) {
    await rm(`${path}.partial`);
    throw new NoModel(`${basename(adapter)} is not the adapter that its card describes: SHA-256 differs.`);
  }
  await writeFile(`${path}.json`, text);
  await rename(`${path}.partial`, path);
  return card;
}
