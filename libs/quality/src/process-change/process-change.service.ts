import { Injectable } from '@nestjs/common';
import type { ProductScope } from '@fabwright/platform';
import { PopulationService } from '../population/population.service.ts';
import { compareYields, comparisonKey } from '../tool/compare-yields.ts';
import type { ToolYield } from '../tool/tool.types.ts';
import { ProcessChangeRepository } from './process-change.repository.ts';

/** A version of a recipe that was new, its lots against those under the earlier versions of the same step. */
export interface ProcessChange extends ToolYield {
  /** Recipe and version. */
  readonly version: string;
  /** When it was first run. */
  readonly since: Date;
}

/** Versions that were not run in so many days before are new. */
const LOOK_BACK_MS = 90 * 86_400_000;

/** What changes of recipes went along with. */
@Injectable()
export class ProcessChangeService {
  constructor(
    private readonly changes: ProcessChangeRepository,
    private readonly populations: PopulationService,
  ) {}

  /**
   * Versions that were first run in the period, by the final yield of whole lots whenever those were tested, each at its
   * product's first insertion. p is corrected over all of them. Throws NOT_FOUND for a product that may not be seen.
   */
  async list(
    { productId, from, to }: { readonly productId: string | null; readonly from: Date; readonly to: Date },
    scope: ProductScope,
  ): Promise<ProcessChange[]> {
    const { pairs } = await this.populations.choose({ productId }, scope);
    const since = new Date(from.getTime() - LOOK_BACK_MS);
    const lots = await this.changes.lots({ productId, scope, since, from, to }, pairs);
    const fresh = new Map(lots.filter(({ isNew }) => isNew).map((lot) => [comparisonKey(lot), lot.since]));
    const compared = compareYields(lots, new Set(fresh.keys()));
    return [...compared].flatMap(([version, yields]) =>
      yields.map((one) => ({
        ...one,
        version,
        since: fresh.get(comparisonKey({ ...one, toolId: version })) ?? from,
      })),
    );
  }
}
