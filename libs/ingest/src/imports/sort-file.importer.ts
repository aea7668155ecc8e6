import { Injectable } from '@nestjs/common';
import { UNKNOWN_PRODUCT } from '@fabwright/fab';
import { ChangeNotifier, CommitOrder, FabConfig, UnitOfWork } from '@fabwright/platform';
import { SortRunImporter } from '@fabwright/quality';
import { readSortFile, readSubstrateMap } from '@fabwright/formats';
import type { FileImport, ImportedFile, ImportSummary, OpenFile } from './file-import.ts';
import { relationOfFile } from './file-relation.ts';
import { ImportSummaryRepository } from './import-summary.repository.ts';
import { warningsOf } from './import-warnings.ts';
import { ImportRepository } from './import.repository.ts';
import { type SortFileContext, type SortFileOutcome, SortFileReader } from './sort-file.reader.ts';
import { scopeCheckOf } from './product-scope-check.ts';
import { lotTypeOf, SORT_FILE_TERMS } from './sort-file-terms.ts';

export type SortFormat = 'stdf' | 'e142' | 'g85';

/** Takes a whole file in, or nothing of it: facts, read models and the import's own end are one transaction. */
@Injectable()
export class SortFileImporter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly runs: SortRunImporter,
    private readonly imports: ImportRepository,
    private readonly totals: ImportSummaryRepository,
    private readonly config: FabConfig,
    private readonly changes: ChangeNotifier,
  ) {}

  /** Throws what `importFailureOf` explains, or trouble of the database after its retries. */
  take(file: FileImport, open: OpenFile, format: SortFormat = 'stdf'): Promise<ImportedFile> {
    const readItems = format === 'stdf' ? readSortFile : readSubstrateMap;
    return this.uow.run(async () => {
      const reader = new SortFileReader(this.#contextOf(file, format), this.runs.begin());
      const outcome = await reader.read(readItems(open(), { fileName: file.fileName }));
      const warnings = warningsOf(outcome.identity, outcome.end, SORT_FILE_TERMS[format]);
      const summary = await this.#summarise(outcome);
      const seq = await this.order.next('fact_seq');
      await this.imports.finish(file.importId, { summary, warnings, seq, now: new Date() });
      await this.#tellPages(file.importId, summary);
      return { summary, warnings };
    });
  }

  /** Goes out with the commit: a page that shows the file, its lot or its product follows without a reload. */
  async #tellPages(importId: string, { lots, productId }: ImportSummary): Promise<void> {
    await this.changes.changed('imports', [importId]);
    await this.changes.changed('lots', lots);
    await this.changes.changed('products', productId === null ? [] : [productId]);
  }

  #contextOf(file: FileImport, format: SortFormat): SortFileContext {
    const terms = SORT_FILE_TERMS[format];
    return {
      importId: file.importId,
      terms,
      timeZone: this.config.fab.timeZone,
      checkProduct: scopeCheckOf(file, terms.header),
      // A map without a time is the same run as the one that was there: it corrects it.
      startWithoutTime:
        format === 'stdf' ? null : async (run) => (await this.totals.startOfRun(run)) ?? new Date(file.requestedAt),
    };
  }

  async #summarise({ header, identity, runs, end }: SortFileOutcome): Promise<ImportSummary> {
    const { productId, yields } = await this.totals.totalOf(runs.map((run) => run.wafer));
    const period = await this.totals.periodOf(runs);
    return {
      lots: [identity.lotId],
      lotId: identity.lotId,
      productId: productId ?? identity.productId ?? UNKNOWN_PRODUCT,
      insertion: identity.insertion,
      lotType: lotTypeOf(header.mode),
      wafers: runs.length,
      dies: yields.tested,
      partRecords: end.partRecords,
      tests: end.tests,
      results: end.parametricResults,
      yields,
      ...period,
      relation: relationOfFile(runs.map((run) => run.relation)),
    };
  }
}
