import { Injectable } from '@nestjs/common';
import { BlobUses, UnitOfWork } from '@fabwright/platform';
import { reportJobs, type ReportFile } from './report-request.ts';

const BLOB = 'blob' satisfies keyof ReportFile;

/** Keeps the files of reports from being swept away for as long as their jobs are on record. */
@Injectable()
export class ReportBlobs {
  constructor(uses: BlobUses, uow: UnitOfWork) {
    uses.register(async (keys) => {
      const rows = await uow.query<{ key: string }>(
        `SELECT DISTINCT result->>'${BLOB}' AS key FROM job WHERE kind = ANY($1) AND result->>'${BLOB}' = ANY($2)`,
        [reportJobs.map(({ kind }) => kind), keys],
      );
      return rows.map(({ key }) => key);
    });
  }
}
