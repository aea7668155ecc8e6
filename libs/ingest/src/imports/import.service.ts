import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor, BlobStore, ChangeNotifier, FabConfig, type ProductScope, UnitOfWork } from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import { IngestMetrics } from '../health/ingest-metrics.ts';
import type { FileImport, ImportOrigin } from './file-import.ts';
import { checkedFileName } from './file-name.ts';
import { ImportQueue } from './import-queue.ts';
import { ImportRepository } from './import.repository.ts';

/** Who sends a file: a person, a machine's token, or the drop folder. */
export type ImportSender = Pick<Actor, 'name' | 'productScope'>;

export type StartedImport =
  | { readonly state: 'queued'; readonly importId: string }
  | { readonly state: 'duplicate'; readonly importId: string; readonly of: string };

export interface ImportPage {
  readonly rows: readonly FileImport[];
  readonly total: number;
  readonly hasNextPage: boolean;
}

/** Files on their way in: kept first, then read by a job of the worker. */
@Injectable()
export class ImportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly blobs: BlobStore,
    private readonly queue: ImportQueue,
    private readonly changes: ChangeNotifier,
    private readonly metrics: IngestMetrics,
    private readonly config: FabConfig,
  ) {}

  /**
   * Keeps the bytes of a file as they come, and queues its import. The same content as before is recognised by its
   * SHA-256 and changes nothing. Throws INVALID_INPUT for a name that is none, TOO_LARGE beyond FAB_MAX_IMPORT_BYTES.
   */
  async start(sender: ImportSender, name: string, origin: ImportOrigin, content: Readable): Promise<StartedImport> {
    const fileName = checkedFileName(name);
    const kept = await this.blobs.write(content, this.config.data.maxImportBytes);
    const importId = uuidv7();
    const entered = await this.uow.run(async () => {
      const outcome = await this.imports.enter({
        importId,
        fileName,
        byteSize: kept.byteSize,
        contentSha256: kept.key,
        origin,
        requestedBy: sender.name,
        requestedAt: new Date(),
        productScope: sender.productScope,
      });
      if (outcome.state === 'queued') await this.queue.add(importId);
      await this.changes.changed('imports', [importId]);
      return outcome;
    });
    if (entered.state === 'queued') return { importId, state: 'queued' };
    this.metrics.import('duplicate');
    return { importId, state: 'duplicate', of: entered.of };
  }

  find(actor: { readonly productScope: ProductScope }, importId: string): Promise<FileImport | null> {
    const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(importId);
    return isId ? this.imports.find(importId, actor.productScope) : Promise.resolve(null);
  }

  async page(actor: Actor, first: number, after: { requestedAt: Date; id: string } | null): Promise<ImportPage> {
    const rows = await this.imports.page(actor.productScope, first + 1, after);
    const total = await this.imports.count(actor.productScope);
    return { rows: rows.slice(0, first), total, hasNextPage: rows.length > first };
  }
}
