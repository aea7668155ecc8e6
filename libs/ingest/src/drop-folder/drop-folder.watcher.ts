import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError, FabConfig } from '@fabwright/platform';
import { failureKind } from '../pipeline/failure-kind.ts';
import type { FileImport } from '../imports/file-import.ts';
import { ImportService } from '../imports/import.service.ts';
import { DropFolder, type SettledFile } from './drop-folder.ts';

const LOOK_EVERY_MS = 1_000;
const ASK_EVERY_MS = 250;
/** The folder belongs to the installation, not to a person: who may write into it may import. */
const SENDER = { name: 'drop folder', productScope: null };

/** Imports what is put into the drop folder, one file after the other, and says beside the file how it went. */
@Injectable()
export class DropFolderWatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('DropFolderWatcher');
  readonly #folder: DropFolder;
  #wanted = true;
  #life: Promise<void> = Promise.resolve();

  constructor(
    config: FabConfig,
    private readonly imports: ImportService,
  ) {
    this.#folder = new DropFolder(config.data.dropDir ?? join(config.data.dir, 'drop'));
  }

  onApplicationBootstrap(): void {
    this.#life = this.#watch();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#wanted = false;
    await this.#life;
  }

  async #watch(): Promise<void> {
    while (this.#wanted) {
      try {
        await this.#folder.prepare();
        await this.#round();
      } catch (error) {
        this.#log.warn({ err: error }, 'the drop folder could not be read; it is tried again');
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #round(): Promise<void> {
    const { settled, refused } = await this.#folder.look();
    for (const file of refused) {
      this.#log.warn({ file: file.name }, file.reason);
      await this.#folder.moveToFailed(file, `${file.name}: ${file.reason} Nothing of it was imported.`);
    }
    for (const file of settled) if (this.#wanted) await this.#import(file);
  }

  /** A restart in between only sends the same content again, which is recognised. */
  async #import(file: SettledFile): Promise<void> {
    try {
      const importId = await this.#send(file);
      const state = await this.#untilSettled(importId);
      if (state === null) return;
      if (state.state === 'failed') await this.#folder.moveToFailed(file, reasonOf(state));
      else await this.#folder.moveToDone(file);
    } catch (error) {
      // Trouble of the database or the disk is not the file's: it stays where it is and is taken later.
      if (!(error instanceof DomainError) && failureKind(error) === 'transient') throw error;
      const why = error instanceof Error ? error.message : String(error);
      await this.#folder.moveToFailed(file, `${file.name}: ${why}`);
    }
  }

  /** The name may have become a link since we looked: a link is not opened. */
  async #send(file: SettledFile): Promise<string> {
    const handle = await open(file.path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const content = handle.createReadStream();
    try {
      const { importId } = await this.imports.start(SENDER, file.name, 'drop', content);
      return importId;
    } finally {
      content.destroy();
    }
  }

  async #untilSettled(importId: string): Promise<FileImport | null> {
    while (this.#wanted) {
      const state = await this.imports.find(SENDER, importId);
      if (state === null || (state.state !== 'queued' && state.state !== 'running')) return state;
      await sleep(ASK_EVERY_MS);
    }
    return null;
  }
}

function reasonOf({ fileName, error }: FileImport): string {
  if (error === null) return `${fileName}: the import failed.`;
  const { message, byteOffset, record, remedy } = error;
  const place = [
    byteOffset === null ? '' : `Byte offset: ${byteOffset}`,
    record === null ? '' : `Record: ${record}`,
    `What to do: ${remedy}`,
  ];
  return [message, ...place.filter((line) => line !== '')].join('\n');
}
