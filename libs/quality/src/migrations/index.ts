import type { MigrationClass } from '@fabwright/platform/migrations';
import { Quality1767200000000 } from './1767200000000-quality.ts';
import { LotYield1767200000100 } from './1767200000100-lot-yield.ts';
import { Explore1767200000200 } from './1767200000200-explore.ts';
import { Excursion1767200000300 } from './1767200000300-excursion.ts';
import { Selection1767200000500 } from './1767200000500-selection.ts';
import { TestSummary1767200000600 } from './1767200000600-test-summary.ts';
import { StatisticalLimits1767200000700 } from './1767200000700-statistical-limits.ts';
import { Notice1767200000800 } from './1767200000800-notice.ts';
import { LotWafers1767200000900 } from './1767200000900-lot-wafers.ts';
import { ExcursionPattern1767200001000 } from './1767200001000-excursion-pattern.ts';
import { SplitExperiment1767200001100 } from './1767200001100-split-experiment.ts';
import { SiteYield1767200001200 } from './1767200001200-site-yield.ts';
import { LotSites1767200001300 } from './1767200001300-lot-sites.ts';
import { PackedMap1767200001400 } from './1767200001400-packed-map.ts';
import { ExcursionUndecided1767200001500 } from './1767200001500-excursion-undecided.ts';
import { LotWafersAsJson1767200001610 } from './1767200001610-lot-wafers-as-json.ts';

/** In the order in which they run; after the fab's. */
export const qualityMigrations: readonly MigrationClass[] = [
  Quality1767200000000,
  LotYield1767200000100,
  Explore1767200000200,
  Excursion1767200000300,
  Selection1767200000500,
  TestSummary1767200000600,
  StatisticalLimits1767200000700,
  Notice1767200000800,
  LotWafers1767200000900,
  ExcursionPattern1767200001000,
  SplitExperiment1767200001100,
  SiteYield1767200001200,
  LotSites1767200001300,
  PackedMap1767200001400,
  ExcursionUndecided1767200001500,
  LotWafersAsJson1767200001610,
];
