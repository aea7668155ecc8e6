import { Injectable } from '@nestjs/common';
import { BinCatalogue } from '@fabwright/fab';
import type { ProductScope } from '@fabwright/platform';
import { Maths } from '../../maths/maths.ts';
import type { PopulationFilter } from '../../population/population.types.ts';
import { PopulationService } from '../../population/population.service.ts';
import { BinNames } from '../../yield/bin-loss.repository.ts';
import type { BinRecovery, GroupShare, SharesVerdict } from './test-side.ts';
import { TestSideRepository } from './test-side.repository.ts';
import { SharesReading, type DieShare, type SharesComparison, type TestSide } from './test-side.types.ts';

const READINGS: Readonly<Record<SharesVerdict['reading'], SharesReading>> = {
  different: SharesReading.DIFFERENT,
  inconclusive: SharesReading.INCONCLUSIVE,
  'one-group': SharesReading.ONE_GROUP,
  'too-few-lots': SharesReading.TOO_FEW_LOTS,
};

/** The causes to be looked at first: those of the tester, the card and its sites. */
@Injectable()
export class TestSideService {
  constructor(
    private readonly populations: PopulationService,
    private readonly repository: TestSideRepository,
    private readonly maths: Maths,
    private readonly catalogue: BinCatalogue,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen. */
  async of(filter: PopulationFilter, scope: ProductScope): Promise<TestSide> {
    const population = await this.populations.choose(filter, scope);
    const [wafers, cards, testers, sorted] = await Promise.all([
      this.repository.count(population),
      this.repository.shares(population, 'probe_card'),
      this.repository.shares(population, 'tester'),
      this.repository.sortedWafers(population),
    ]);
    const [dies, probeCards, byTester] = await Promise.all([
      this.maths.run('dieLevel', sorted),
      this.maths.run('compareShares', cards),
      this.maths.run('compareShares', testers),
    ]);
    const products = population.pairs.map(({ productId }) => productId);
    const names = new BinNames(await this.catalogue.bins(products));
    return {
      wafers,
      waferSample: dies.wafers,
      lotSample: dies.lots,
      sites: comparisonOf(dies.sites),
      probeCards: comparisonOf(probeCards),
      testers: comparisonOf(byTester),
      recovery: dies.recovery.map((row) => ({ ...recoveryOf(row), ...names.of(products[0] ?? '', row.bin) })),
    };
  }
}

function comparisonOf({ reading, p, needs, groups }: SharesVerdict): SharesComparison {
  return { reading: READINGS[reading], p, needs, groups: groups.map(shareOf) };
}

function recoveryOf({ bin, failedFirst, retested, recovered, share }: BinRecovery) {
  return { bin, failedFirst, retested, recovered, share: shareOf(share) };
}

function shareOf({ interval, ...share }: GroupShare): DieShare {
  return { ...share, low: interval?.low ?? null, high: interval?.high ?? null };
}
