import { Injectable } from '@nestjs/common';
import { DefectFileRecorder } from '@fabwright/fab';
import { ChangeNotifier, CommitOrder, FabConfig, UnitOfWork } from '@fabwright/platform';
import { readDefectFile } from './defect-file.reader.ts';
import type { FileImport, ImportedFile, ImportSummary, OpenFile } from './file-import.ts';
import { ImportRepository } from './import.repository.ts';
import { scopeCheckOf } from './product-scope-check.ts';

/** A file of defects has no dies that were tested. */
const NO_YIELDS = {
  wafers: 0,
  excludedWafers: 0,
  gross: 0,
  tested: 0,
  untested: 0,
  records: 0,
  goodRecord: 0,
  goodFirst: 0,
  goodFinal: 0,
  retested: 0,
  recovered: 0,
  final: null,
  firstPass: null,
  record: null,
};

/** Takes a whole file of defects in, or nothing of it: facts and the import's own end are one transaction. */
@Injectable()
export class DefectFileImporter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly recorder: DefectFileRecorder,
    private readonly imports: ImportRepository,
    private readonly config: FabConfig,
    private readonly changes: ChangeNotifier,
  ) {}

  /** Throws what `importFailureOf` explains, or trouble of the database after its retries. */
  async take(file: FileImport, open: OpenFile): Promise<ImportedFile> {
    const { importId, fileName } = file;
    const read = await readDefectFile(open(), { importId, fileName, timeZone: this.config.fab.timeZone });
    const { inspection, wafers, warnings } = read;
    scopeCheckOf(file, 'DeviceID')(inspection.productId);
    return this.uow.run(async () => {
      const relation = await this.recorder.record(inspection, wafers);
      const productId = await this.#productOf(inspection.lotId);
      // The lot may be known to be of another product than the file names.
      scopeCheckOf(file, 'DeviceID')(productId);
      const at = inspection.inspectedAt.toISOString();
      const summary: ImportSummary = {
        lots: [inspection.lotId],
        lotId: inspection.lotId,
        productId,
        insertion: '',
        lotType: 'production',
        wafers: wafers.length,
        dies: 0,
        partRecords: 0,
        tests: 0,
        results: 0,
        yields: NO_YIELDS,
        testedFrom: at,
        testedTo: at,
        relation,
        inspection: {
          step: inspection.stepId,
          tool: inspection.toolId,
          defects: wafers.reduce((sum, wafer) => sum + wafer.x.length, 0),
        },
      };
      const seq = await this.order.next('fact_seq');
      await this.imports.finish(importId, { summary, warnings, seq, now: new Date() });
      await this.changes.changed('imports', [importId]);
      await this.changes.changed('lots', [inspection.lotId]);
      return { summary, warnings };
    });
  }

  async #productOf(lotId: string): Promise<string> {
    const sql = 'SELECT product_id AS "productId" FROM lot WHERE lot_id = $1';
    const [row] = await this.uow.query<{ productId: string }>(sql, [lotId]);
    if (row === undefined) throw new Error(`Lot ${lotId} was not registered.`);
    return row.productId;
  }
}
