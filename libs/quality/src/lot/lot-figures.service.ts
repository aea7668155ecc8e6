import { Injectable } from '@nestjs/common';
import { ProductVersionStore } from '@fabwright/fab';
import { fabWeek, type FabCalendar, type Period } from '@fabwright/facts';
import { FabConfig, type ProductScope } from '@fabwright/platform';
import { dieMapInForce } from '../derivation/die-map-in-force.ts';
import { completenessOf, lossFigures, retestFigures, type PeriodFigures } from '../overview/overview-figures.ts';
import { chartedLots, chartOf } from '../overview/trend.ts';
import { WaferRepository, type WaferRecord } from '../wafer/wafer.repository.ts';
import { calendarOf } from '../yield/fab-calendar.ts';
import { factSource } from '../yield/fact-source.ts';
import type { LotYield } from '../yield/lot-yield.repository.ts';
import { addSums, threeYieldsOf, yieldOf } from '../yield/yield-sums.ts';
import { YieldKind, type BinLoss } from '../yield/yield.types.ts';
import { LotContextService, type LotContext } from './lot-context.service.ts';
import type { Lot } from './lot.types.ts';

/** Everything that is said about a lot at an insertion, as the fact sheets take it. Fractions of 1. */
export type LotFigures = Omit<PeriodFigures, 'period' | 'lots' | 'difference'> & {
  readonly lot: string;
  readonly wafers: readonly { readonly name: string; readonly yield: number }[];
};

interface Ground {
  readonly lot: Lot;
  readonly insertion: string;
  readonly own: LotYield;
  readonly context: LotContext;
  readonly losses: readonly BinLoss[];
  readonly wafers: readonly WaferRecord[];
}

/** Figures of a lot for its narrative and its report. */
@Injectable()
export class LotFiguresService {
  readonly #calendar: FabCalendar;

  constructor(
    private readonly context: LotContextService,
    private readonly wafers: WaferRepository,
    private readonly versions: ProductVersionStore,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  /** Null while nothing of the lot counts: not tested, or every wafer excluded. */
  async figures(lot: Lot, scope: ProductScope): Promise<LotFigures | null> {
    const { insertion, row } = lot;
    if (insertion === null || row.firstPassEndedAt === null) return null;
    const { lotId, productId } = lot;
    const at = { lotId, productId, insertion, testedAt: row.firstPassEndedAt, lotType: row.lotType };
    const context = await this.context.context(at, scope);
    if (!context.lot) return null;
    const losses = await this.context.lossesOf(context, scope);
    const wafers = await this.wafers.wafers(lotId, insertion, scope);
    const maps = await this.versions.dieMapVersions([productId]);
    const { grossDies } = dieMapInForce(maps, row.firstPassEndedAt);
    return lotFigures({ lot, insertion, own: context.lot, context, losses, wafers }, grossDies, this.#calendar);
  }
}

function lotFigures(ground: Ground, mapDies: number | null, calendar: FabCalendar): LotFigures {
  const { lot, insertion, own, context, losses, wafers } = ground;
  const { final, firstPass, record } = threeYieldsOf(own);
  const charted = chartedLots(context.lots, YieldKind.FINAL);
  const chart = chartOf(charted, YieldKind.FINAL, lot.row.floor);
  const source = (query: string, rows: readonly unknown[], seq: number) =>
    factSource(query, { lot: lot.lotId, insertion }, rows, seq);
  const newest = context.lots.reduce((max, other) => Math.max(max, other.seq), 0);
  return {
    lot: lot.lotId,
    product: lot.row.productName,
    insertion,
    yields: { final, firstPass, record },
    goodDies: own.goodFinal,
    dies: own.gross,
    retest: retestFigures(own),
    floor: lot.row.floor,
    losses: lossFigures(losses),
    alarms: chart.alarms.filter((alarm) => alarm.lot === lot.lotId),
    limits: chart.limits,
    completeness: completenessOf(own, mapDies, lot.row.wafers - own.excludedWafers),
    sources: {
      yields: source('wafer-yields', wafers, own.seq),
      losses: source('bin-losses', losses, newest),
      alarms: source('lot-chart', charted, newest),
      completeness: source('wafer-completeness', wafers, own.seq),
    },
    wafers: wafers
      .filter((wafer) => wafer.exclusion === null)
      .map((wafer) => ({ name: wafer.waferId, yield: yieldOf(wafer, YieldKind.FINAL) ?? 0 })),
    baseline: baselineOf(context.before, calendar),
  };
}

function baselineOf(lots: readonly LotYield[], calendar: FabCalendar): LotFigures['baseline'] {
  const [first, last] = [lots[0], lots.at(-1)];
  if (!first || !last) return null;
  const period: Period = {
    kind: 'weeks',
    from: fabWeek(first.testedAt, calendar),
    to: fabWeek(last.testedAt, calendar),
  };
  return { period, final: yieldOf(addSums(lots), YieldKind.FINAL), lots: lots.length };
}
