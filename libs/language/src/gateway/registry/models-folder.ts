import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { FabConfig } from '@fabwright/platform';

/** A file that a model could be run from. */
export interface ModelFile {
  readonly file: string;
  readonly bytes: number;
}

/** The folder of language models on this machine (`FAB_MODELS_DIR`): who runs the instance puts GGUF files there. */
@Injectable()
export class ModelsFolder {
  readonly path: string;

  constructor(config: FabConfig) {
    this.path = resolve(config.models.dir ?? join(config.data.dir, 'models'));
  }

  /** GGUF files by name; none where the folder is not there. */
  async files(): Promise<ModelFile[]> {
    const names = await readdir(this.path).catch(() => []);
    const found = await Promise.all(names.map((name) => this.find(name)));
    return found.filter((file) => file !== null).toSorted((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** Null for anything but a GGUF file in this very folder. */
  async find(name: string): Promise<ModelFile | null> {
    if (name !== basename(name) || !/\.gguf$/i.test(name)) return null;
    const found = await stat(join(this.path, name)).catch(() => null);
    return found?.isFile() ? { file: name, bytes: found.size } : null;
  }

  pathOf(file: string): string {
    return join(this.path, basename(file));
  }
}
