import { Injectable, Logger } from '@nestjs/common';
import { BlobStore, ChangeNotifier, FabConfig, UnitOfWork } from '@fabwright/platform';
import { IngestMetrics } from '../health/ingest-metrics.ts';
import type { FileImport, ImportFailure } from './file-import.ts';
import { FileImporter } from './file.importer.ts';
import { importFailureOf, ImportInterruptedError } from './import-failure.ts';
import { ImportRepository } from './import.repository.ts';
import { unpackFile } from './unpack-file.ts';

/** A file on which the worker ended so often is put aside: it may be what ends it. */
const MOST_ATTEMPTS = 5;
const PROGRESS_EVERY_MS = 400;

/** Takes one queued file in, and writes down how it went. */
@Injectable()
export class ImportRunner {
  readonly #log = new Logger('ImportRunner');
  #stopping = false;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly blobs: BlobStore,
    private readonly importer: FileImporter,
    private readonly changes: ChangeNotifier,
    private readonly metrics: IngestMetrics,
    private readonly config: FabConfig,
  ) {}

  /** Does nothing for an import that is settled. Rejects on trouble that is not the file's: run it again later. */
  async run(importId: string): Promise<void> {
    const file = await this.imports.begin(importId, new Date());
    if (file === null) return;
    if (file.attempts > MOST_ATTEMPTS) return this.#fail(file, gaveUp(file));
    try {
      const { summary } = await this.importer.take(file, () => this.#open(file));
      this.metrics.import('done');
      this.#log.log({ importId, lot: summary.lotId, dies: summary.dies, relation: summary.relation }, 'imported');
    } catch (error) {
      const failure = importFailureOf(error, file.fileName);
      if (failure === null) return this.#putBack(file, error);
      if (failure.code === 'internal') this.#log.error({ err: error, importId }, 'an import broke off');
      await this.#fail(file, failure);
    }
  }

  /** Ends the file at hand soon, without a trace; it waits for the next start. */
  stop(): void {
    this.#stopping = true;
  }

  /** Neither a shutdown nor trouble with the database counts as an attempt that failed because of the file. */
  async #putBack({ importId }: FileImport, error: unknown): Promise<void> {
    await this.imports.putBack(importId);
    if (!(error instanceof ImportInterruptedError)) throw error;
    this.#log.log({ importId }, 'interrupted by the shutdown; goes on at the next start');
  }

  #open(file: FileImport): AsyncIterable<Uint8Array> {
    const { chunks, packed } = unpackFile(this.#bytesOf(file), this.config.data.maxImportBytes);
    return this.#reportingProgress(file, chunks, () => packed.bytes);
  }

  async *#bytesOf({ contentSha256 }: FileImport): AsyncGenerator<Uint8Array, void, undefined> {
    yield* (await this.blobs.read(contentSha256)) as AsyncIterable<Buffer>;
  }

  /** Tells how far the file was read on a connection of its own: the facts' transaction shows nothing before its end. */
  async *#reportingProgress(
    { importId, byteSize }: FileImport,
    chunks: AsyncIterable<Uint8Array>,
    bytesRead: () => number,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let toldAt = performance.now();
    for await (const chunk of chunks) {
      if (this.#stopping) throw new ImportInterruptedError('the worker is shutting down');
      yield chunk;
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) continue;
      toldAt = performance.now();
      await this.#tell(importId, Math.min(1, bytesRead() / Math.max(1, byteSize)));
    }
  }

  async #tell(importId: string, share: number): Promise<void> {
    try {
      await this.uow.outside(async () => {
        await this.imports.showProgress(importId, share);
        await this.changes.changed('imports', [importId]);
      });
    } catch (error) {
      this.#log.warn({ err: error, importId }, 'the progress of an import could not be told');
    }
  }

  async #fail(file: FileImport, failure: ImportFailure): Promise<void> {
    await this.uow.run(async () => {
      await this.imports.fail(file.importId, failure, new Date());
      await this.changes.changed('imports', [file.importId]);
    });
    this.metrics.import('failed');
  }
}

function gaveUp({ fileName, attempts }: FileImport): ImportFailure {
  return {
    code: 'gave-up',
    message: `${fileName}: the worker ended ${attempts - 1} times while it read this file. Nothing of it was imported.`,
    byteOffset: null,
    record: null,
    remedy: 'Look into the log of the worker for its last lines before it ended; give it more memory if it ran out.',
  };
}
