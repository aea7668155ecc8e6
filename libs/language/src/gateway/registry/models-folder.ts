import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { FabConfig } from '@fabwright/platform';
import type { TaughtWordings } from '../../word-order/taught-wordings.ts';
import type { ModelPlace } from './configured-model.ts';
import { readModelCard, type ModelCard } from './model-card.ts';

/** A file that a model could be run from. */
export interface ModelFile {
  readonly file: string;
  readonly bytes: number;
}

/** With what is written beside it. */
export interface DescribedFile extends ModelFile {
  readonly card: ModelCard | null;
}

/** The folder of language models on this machine (`FAB_MODELS_DIR`): who runs the instance puts GGUF files there. */
@Injectable()
export class ModelsFolder {
  readonly path: string;

  constructor(config: FabConfig) {
    this.path = resolve(config.models.dir ?? join(config.data.dir, 'models'));
  }

  /** GGUF files by name; none where the folder is not there. */
  async files(): Promise<DescribedFile[]> {
    const names = await readdir(this.path).catch(() => []);
    const found = (await Promise.all(names.map((name) => this.find(name)))).filter((file) => file !== null);
    const described = found.map(async (file) => ({ ...file, card: await readModelCard(this.pathOf(file.file)) }));
    return (await Promise.all(described)).toSorted((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** Null for anything but a GGUF file in this very folder. */
  async find(name: string): Promise<ModelFile | null> {
    if (name !== basename(name) || !/\.gguf$/i.test(name)) return null;
    const found = await stat(join(this.path, name)).catch(() => null);
    return found?.isFile() ? { file: name, bytes: found.size } : null;
  }

  /** What the adapter of a model was taught to say; null without an adapter, and for one whose card does not tell. */
  async taughtWordings(place: ModelPlace): Promise<TaughtWordings | null> {
    if (place.driver !== 'embedded' || place.adapterFile === null) return null;
    return (await readModelCard(this.pathOf(place.adapterFile)))?.taughtWordings ?? null;
  }

  pathOf(file: string): string {
    return join(this.path, basename(file));
  }
}
