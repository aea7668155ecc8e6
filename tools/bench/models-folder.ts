import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TaughtWordings } from '@fabwright/language';

/** A model as it lies in the models folder. */
export interface KnownModel {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly weights: string;
  /** The adapter that the card of the weights names. */
  readonly adapter: KnownAdapter | null;
}

export interface KnownAdapter {
  readonly file: string;
  /** The grade that it was trained for. */
  readonly grade: 'G1' | 'G2' | undefined;
  /** What its own card says that it was taught. */
  readonly taught: TaughtWordings | null;
}

/** Where models are looked for: `FAB_MODELS_DIR`, else that of `npm start` in this folder. */
export const MODELS_FOLDER = process.env['FAB_MODELS_DIR'] ?? '.data/models';

/** The models of the folder, none where there is none. Adapters are no models: they come with their weights. */
export async function knownModels(): Promise<KnownModel[]> {
  const names = (await readdir(MODELS_FOLDER).catch(() => [])).filter((name) => name.endsWith('.gguf'));
  const found: KnownModel[] = [];
  for (const file of names.sort()) {
    const weights = join(MODELS_FOLDER, file);
    const { adapterOf, adapterFile, grade } = await cardOf(weights);
    if (adapterOf !== undefined) continue;
    const adapter = adapterFile === undefined ? null : await known(join(MODELS_FOLDER, adapterFile), grade);
    found.push({ name: basename(file, '.gguf'), weights, adapter });
  }
  return found;
}

async function known(file: string, grade: KnownAdapter['grade']): Promise<KnownAdapter> {
  return { file, grade, taught: (await cardOf(file)).taughtWordings ?? null };
}

type Card = Partial<{ adapterOf: string; adapterFile: string; grade: 'G1' | 'G2'; taughtWordings: TaughtWordings }>;

async function cardOf(weights: string): Promise<Card> {
  const text = await readFile(`${weights}.json`, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Card;
}
