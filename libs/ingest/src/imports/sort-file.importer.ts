import { Injectable } from '@nestjs/common';
import { UNKNOWN_PRODUCT } from '@fabwright/fab';
import { ChangeNotifier, CommitOrder, FabConfig, inScope, UnitOfWork } from '@fabwright/platform';
import { SortRunImporter } from '@fabwright/quality';
import type { FileImport, ImportSummary, ImportWarning } from './file-import.ts';
import { relationOfFile } from './file-relation.ts';
import { SortFileRefusedError } from './import-failure.ts';
import { ImportSummaryRepository } from './import-summary.repository.ts';
import { warningsOf } from './import-warnings.ts';
import { ImportRepository } from './import.repository.ts';
import { type SortFileOutcome, SortFileReader } from './sort-file.reader.ts';
import { lotTypeOf } from './sort-file-terms.ts';

/** What a file brought, and what was odd about it. */
export interface ImportedFile {
  readonly summary: ImportSummary;
  readonly warnings: readonly ImportWarning[];
}

/** Opens the unpacked bytes of a file from their beginning. Called again when the unit of work has to run again. */
export type OpenFile = () => AsyncIterable<Uint8Array>;

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
  take(file: FileImport, open: OpenFile): Promise<ImportedFile> {
    return this.uow.run(async () => {
      const reader = new SortFileReader(this.#contextOf(file), this.runs.begin());
      const outcome = await reader.read(open());
      const warnings = warningsOf(outcome.identity, outcome.end);
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

  #contextOf({ importId, fileName, productScope }: FileImport) {
    return {
      importId,
      fileName,
      timeZone: this.config.fab.timeZone,
      checkProduct: (productId: string) => {
        if (inScope(productScope, productId)) return;
        throw new SortFileRefusedError(
          'product-out-of-scope',
          `the file is about product ${productId}, which who sent it may not write to.`,
          'Send it with an account or token that may see this product.',
          'MIR',
        );
      },
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
