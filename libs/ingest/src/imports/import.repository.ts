import { Injectable } from '@nestjs/common';
import { type ProductScope, UnitOfWork } from '@fabwright/platform';
import type { FileFormat } from '@fabwright/formats';
import type { FileImport, ImportFailure, ImportOrigin, ImportSummary, ImportWarning } from './file-import.ts';

export interface NewImport {
  readonly importId: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly contentSha256: string;
  readonly origin: ImportOrigin;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly productScope: ProductScope;
}

/** A duplicate shows what its content brought when it came first. */
const FILES = 'file_import f LEFT JOIN file_import o ON o.import_id = f.duplicate_of';
const COLUMNS = `f.import_id AS "importId", f.file_name AS "fileName", f.byte_size::float8 AS "byteSize",
  f.content_sha256 AS "contentSha256", f.origin, f.format, f.state, f.progress, f.requested_by AS "requestedBy",
  f.requested_at AS "requestedAt", f.finished_at AS "finishedAt", f.duplicate_of AS "duplicateOf",
  coalesce(f.product_id, o.product_id) AS "productId", f.product_scope AS "productScope", f.attempts,
  coalesce(f.summary, o.summary) AS summary, f.warnings, f.error`;

/** A file of an unknown product (waiting, or failed before it was read) is shown only to those who see every product. */
const IN_SCOPE = '($1::text[] IS NULL OR coalesce(f.product_id, o.product_id) = ANY ($1))';

@Injectable()
export class ImportRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Enters a file as queued, unless the same content is already there; then as a duplicate of that one. */
  async enter(file: NewImport): Promise<{ state: 'queued' } | { state: 'duplicate'; of: string }> {
    const rows = await this.uow.query<{ id: string }>(
      `INSERT INTO file_import (import_id, file_name, byte_size, content_sha256, origin, format, state, progress,
         requested_by, requested_at, product_scope, attempts, warnings)
       VALUES ($1, $2, $3, $4, $5, 'unknown', 'queued', 0, $6, $7, $8, 0, '[]')
       ON CONFLICT (content_sha256) WHERE state IN ('queued', 'running', 'done') DO NOTHING
       RETURNING import_id AS id`,
      parametersOf(file),
    );
    if (rows.length > 0) return { state: 'queued' };
    const [original] = await this.uow.query<{ id: string }>(
      `INSERT INTO file_import (import_id, file_name, byte_size, content_sha256, origin, format, state, progress,
         requested_by, requested_at, finished_at, product_scope, attempts, warnings, duplicate_of, product_id)
       SELECT $1, $2, $3, $4, $5, format, 'duplicate', 1, $6, $7, $7, $8, 0, '[]', import_id, product_id
       FROM file_import WHERE content_sha256 = $4 AND state IN ('queued', 'running', 'done')
       RETURNING duplicate_of AS id`,
      parametersOf(file),
    );
    // Between the two statements the other import may have failed: then this file is a new attempt.
    return original === undefined ? this.enter(file) : { state: 'duplicate', of: original.id };
  }

  async find(importId: string, scope: ProductScope): Promise<FileImport | null> {
    const [row] = await this.uow.query<FileImport>(
      `SELECT ${COLUMNS} FROM ${FILES} WHERE ${IN_SCOPE} AND f.import_id = $2`,
      [scope, importId],
    );
    return row ?? null;
  }

  page(scope: ProductScope, first: number, after: { requestedAt: Date; id: string } | null): Promise<FileImport[]> {
    return this.uow.query<FileImport>(
      `SELECT ${COLUMNS} FROM ${FILES}
       WHERE ${IN_SCOPE} AND ($2::timestamptz IS NULL OR (f.requested_at, f.import_id) < ($2, $3::uuid))
       ORDER BY f.requested_at DESC, f.import_id DESC LIMIT $4`,
      [scope, after?.requestedAt ?? null, after?.id ?? null, first],
    );
  }

  async count(scope: ProductScope): Promise<number> {
    const [row] = await this.uow.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${FILES} WHERE ${IN_SCOPE}`, [
      scope,
    ]);
    return row?.n ?? 0;
  }

  /** Marks the start of an attempt; null when the import is settled already, so that a job run twice does nothing. */
  async begin(importId: string, now: Date): Promise<FileImport | null> {
    const begun = await this.uow.execute(
      `UPDATE file_import SET state = 'running', progress = 0, started_at = $2, attempts = attempts + 1
       WHERE import_id = $1 AND state IN ('queued', 'running')`,
      [importId, now],
    );
    return begun === 0 ? null : this.find(importId, null);
  }

  /** Outside of the facts' transaction: what a file is stays known when nothing of it is taken. */
  async recognised(importId: string, format: FileFormat): Promise<void> {
    await this.uow.query('UPDATE file_import SET format = $2 WHERE import_id = $1', [importId, format]);
  }

  /** Undoes `begin`. */
  async putBack(importId: string): Promise<void> {
    await this.uow.query(
      `UPDATE file_import SET state = 'queued', progress = 0, attempts = attempts - 1
       WHERE import_id = $1 AND state = 'running'`,
      [importId],
    );
  }

  /** Of these contents, those that an import still needs; those of failed ones it does not. */
  async needed(contents: readonly string[]): Promise<string[]> {
    const rows = await this.uow.query<{ content: string }>(
      `SELECT DISTINCT content_sha256 AS content FROM file_import
       WHERE content_sha256 = ANY($1) AND state IN ('queued', 'running', 'done')`,
      [contents],
    );
    return rows.map(({ content }) => content);
  }

  async showProgress(importId: string, share: number): Promise<void> {
    await this.uow.query(`UPDATE file_import SET progress = $2 WHERE import_id = $1 AND state = 'running'`, [
      importId,
      share,
    ]);
  }

  /** In the transaction of the facts: the file is done exactly when its facts are there. */
  async finish(
    importId: string,
    done: { summary: ImportSummary; warnings: readonly ImportWarning[]; seq: number; now: Date },
  ): Promise<void> {
    await this.uow.query(
      `UPDATE file_import SET state = 'done', progress = 1, finished_at = $2, product_id = $3, summary = $4::jsonb,
         warnings = $5::jsonb, error = NULL, seq = $6
       WHERE import_id = $1`,
      [
        importId,
        done.now,
        done.summary.productId,
        JSON.stringify(done.summary),
        JSON.stringify(done.warnings),
        done.seq,
      ],
    );
  }

  async fail(importId: string, error: ImportFailure, now: Date): Promise<void> {
    await this.uow.query(
      `UPDATE file_import SET state = 'failed', finished_at = $2, error = $3::jsonb
       WHERE import_id = $1 AND state IN ('queued', 'running')`,
      [importId, now, JSON.stringify(error)],
    );
  }
}

function parametersOf(file: NewImport): unknown[] {
  return [
    file.importId,
    file.fileName,
    file.byteSize,
    file.contentSha256,
    file.origin,
    file.requestedBy,
    file.requestedAt,
    file.productScope,
  ];
}
