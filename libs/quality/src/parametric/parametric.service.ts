import { Injectable } from '@nestjs/common';
import { summariseParametric } from '@fabwright/analytics';
import type { DieValues } from '@fabwright/contracts';
import { LotHistoryRepository, ProductVersionStore } from '@fabwright/fab';
import type { ProductScope } from '@fabwright/platform';
import { dieMapInForce } from '../derivation/die-map-in-force.ts';
import type { WaferInsertion } from '../sort-run/sort-run.ts';
import { lastValues } from './last-values.ts';
import { TestRepository } from './test.repository.ts';
import type { TestSummary } from './test-summary.types.ts';

/** What one test measured on a wafer. */
@Injectable()
export class ParametricService {
  constructor(
    private readonly tests: TestRepository,
    private readonly versions: ProductVersionStore,
    private readonly lots: LotHistoryRepository,
  ) {}

  /** Null when there is no such test on the wafer, or it may not be seen. */
  async values(wafer: WaferInsertion, test: number, scope: ProductScope): Promise<DieValues | null> {
    const lot = await this.lots.find(wafer.lotId, scope);
    if (!lot?.inScope) return null;
    const segments = await this.tests.values(wafer, test, scope);
    const [first] = segments;
    if (!first || segments.every((segment) => segment.values === null)) return null;
    const maps = await this.versions.dieMapVersions([lot.productId]);
    return lastValues(segments, dieMapInForce(maps, first.startedAt).orientation);
  }

  async summary(wafer: WaferInsertion, number: number, scope: ProductScope): Promise<TestSummary | null> {
    const tests = await this.tests.tests(wafer.lotId, wafer.insertion, wafer.waferId, scope);
    const test = tests.find((one) => one.number === number);
    const dies = test && (await this.values(wafer, number, scope));
    if (!test || !dies) return null;
    const { executed, notExecuted, values } = summariseParametric(dies.values);
    const { standardDeviation: sd = null, ...rest } = values ?? NEVER_RUN;
    return {
      test: { ...test, executed },
      executed,
      notRun: notExecuted,
      sd,
      ...rest,
      valuesUrl: valuesUrl(wafer, number),
    };
  }
}

const NEVER_RUN = {
  mean: null,
  standardDeviation: null,
  min: null,
  p05: null,
  p25: null,
  median: null,
  p75: null,
  p95: null,
  max: null,
} as const;

/** Where the bytes of a test's values are. */
export function valuesUrl({ lotId, waferId, insertion }: WaferInsertion, test: number): string {
  const query = new URLSearchParams({ insertion, test: String(test) });
  return `/maps/v1/lots/${encodeURIComponent(lotId)}/wafers/${encodeURIComponent(waferId)}/values.bin?${query}`;
}
