import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AdapterCard } from '../model/adapter.ts';
import type { KnownModel } from '../model/catalogue.ts';
import { sha256Of, sizeOf } from '../model/weights.ts';
import type { Score } from './score.ts';

const FOLDER = join(import.meta.dirname, '../../libs/language/models');
/** The repository carries the file. */
const MOST_BYTES = 16e6;

export interface Published {
  readonly adapter: string;
  readonly base: KnownModel;
  readonly kinds: readonly string[];
  readonly scores: readonly Score[];
}

/** Puts a tuned adapter with its card into libs/language/models. Throws an Error where it is too large to carry. */
export async function publish({ adapter, base, kinds, scores }: Published): Promise<void> {
  const bytes = (await sizeOf(adapter)) ?? 0;
  if (bytes > MOST_BYTES) throw new Error(`The adapter has ${bytes} bytes, and the repository takes ${MOST_BYTES}.`);
  const name = basename(base.adapter ?? 'adapter.gguf');
  await mkdir(FOLDER, { recursive: true });
  await copyFile(adapter, join(FOLDER, name));
  const card: AdapterCard & { readonly measured: unknown } = {
    title: `Narration in English and Chinese, for ${base.title}`,
    licence: base.licence,
    source: 'npm run train:narration',
    adapterOf: base.file,
    sha256: await sha256Of(adapter),
    grade: 'G2',
    trainedKinds: kinds,
    measured: scores.map(({ locale, sheets, all }) => ({
      language: locale,
      sheets,
      sections: all.sections,
      firstPass: rounded(all.firstPass),
      passedInTwoTries: rounded(all.passed),
    })),
  };
  await writeFile(join(FOLDER, `${name}.json`), `${JSON.stringify(card, null, 2)}\n`);
  process.stdout.write(`${name}, ${bytes} bytes, lies in libs/language/models\n`);
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 1000;
}
