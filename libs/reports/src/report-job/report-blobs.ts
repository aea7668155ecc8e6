import { Injectable } from '@nestjs/common';
import { BlobUses, UnitOfWork } from '@fabwright/platform';
import { reportJobs, SCREEN_JOB, type ReportFile } from './report-request.ts';

const BLOB = 'blob' satisfies keyof ReportFile;

/**
 * Keeps the files of reports from being swept away for as long as their jobs are on record. What was made for a screen
 * is kept for a day: it is made again when somebody looks again.
 */
@Injectable()
export class ReportBlobs {
  constructor(uses: BlobUses, uow: UnitOfWork) {
    uses.register(async (keys) => {
      const rows = await uow.query<{ key: string }>(
        `SELECT DISTINCT result->>'${BLOB}' AS key FROM job WHERE kind = ANY($1) AND result->>'${BLOB}' = ANY($2)
           AND (kind <> $3 OR finished_at > now() - interval '1 day')`,
        [reportJobs.map(({ kind }) => kind), keys, SCREEN_JOB.kind],
      );
      return rows.map(({ key }) => key);
    });
  }
}
