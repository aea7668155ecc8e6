import { Injectable } from '@nestjs/common';
import { lotsToCompare, waferSeverities } from '@fabwright/analytics';
import type { ProductScope } from '@fabwright/platform';
import { CommonalityService, type CommonalityAnswer } from '../../commonality/commonality.service.ts';
import { commonalityView, levelOf } from '../../commonality/commonality-views.ts';
import type { Commonality } from '../../commonality/commonality.types.ts';
import type { ExcursionRecord, ExcursionSuspect, Undecided } from '../excursion.ts';
import { ExcursionViews, streamOf } from '../excursion-views.ts';
import { ExcursionQuestionRepository, type WaferAround } from './excursion-question.repository.ts';

/** What the lots of an excursion share, or why nothing is named; neither before sort, where nothing is asked. */
export interface CommonalityVerdict {
  readonly suspect: ExcursionSuspect | null;
  readonly undecided: Undecided | null;
}

/** What the wafers of an excursion share. */
@Injectable()
export class ExcursionCommonality {
  constructor(
    private readonly questions: ExcursionQuestionRepository,
    private readonly service: CommonalityService,
    private readonly views: ExcursionViews,
  ) {}

  /** Null for a sensor's excursion, which is about its tool already. */
  async of(record: ExcursionRecord, scope: ProductScope): Promise<Commonality | null> {
    const answer = await this.#answer(record, scope);
    if (!answer) return null;
    const [names, stream] = [await this.views.names([record]), await this.questions.leading(record)];
    return { ...commonalityView(answer, names.steps), stream: streamOf(stream, record.productId, names) };
  }

  /** The first row where it is strong, else why these lots name nothing. */
  async verdict(record: ExcursionRecord): Promise<CommonalityVerdict> {
    const answer = await this.#answer(record, null);
    if (!answer) return { suspect: null, undecided: null };
    const { obstacle, rows } = answer.result;
    const [first] = rows;
    const [level] = first?.levels ?? [];
    if (obstacle !== null || !first || !level) return { suspect: null, undecided: obstacle ?? 'no-testable-factor' };
    if (first.reading !== 'strong') return { suspect: null, undecided: first.because ?? 'no-link' };
    const { kind, id, stepId, toolId, chamber } = levelOf(level, answer.places, new Map());
    return { suspect: { kind, id, stepId, toolId, chamber, pValue: first.p }, undecided: null };
  }

  async #answer(record: ExcursionRecord, scope: ProductScope): Promise<CommonalityAnswer | null> {
    const { insertion, productId } = record;
    if (insertion === null) return null;
    const wafers = await this.questions.wafersAround(record, scope);
    const asked = compared(wafers).map(({ wafer, severity }) => ({
      lotId: wafer.lotId,
      waferId: wafer.waferId,
      affected: wafer.affected,
      response: wafer.failing / wafer.gross,
      severity,
      stratum: productId,
    }));
    return this.service.of({ insertion, wafers: asked, measured: true });
  }
}

interface ComparedWafer {
  readonly wafer: WaferAround;
  /** How far it is off. */
  readonly severity: number;
}

/** The wafers of the lots that tell, by the rule that `npm run bench:truth` measures. */
function compared(wafers: readonly WaferAround[]): ComparedWafer[] {
  const severities = waferSeverities(
    wafers.map(({ failing }) => failing),
    wafers.map(({ gross }) => gross),
    wafers.map(({ affected }) => affected),
  );
  const all = wafers.map((wafer, at) => ({ wafer, severity: severities[at] ?? 0 }));
  const lots = [...Map.groupBy(all, ({ wafer }) => wafer.lotId)].map(([lot, own]) => ({
    lot,
    at: own[0]?.wafer.testedAt.getTime() ?? 0,
    concerned: own.some(({ wafer }) => wafer.affected),
    weight: own.reduce((sum, { severity }) => sum + severity, 0),
  }));
  const chosen = new Set(lotsToCompare(lots));
  return all.filter(({ wafer }) => chosen.has(wafer.lotId));
}
