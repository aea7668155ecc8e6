import { Injectable } from '@nestjs/common';
import { lotsToCompare, waferSeverities } from '@fabwright/analytics';
import type { ProductScope } from '@fabwright/platform';
import { CommonalityService, type CommonalityAnswer } from '../../commonality/commonality.service.ts';
import { commonalityView, levelOf } from '../../commonality/commonality-views.ts';
import type { Commonality } from '../../commonality/commonality.types.ts';
import type { ExcursionRecord, ExcursionSuspect } from '../excursion.ts';
import { ExcursionViews } from '../excursion-views.ts';
import { ExcursionQuestionRepository, type WaferAround } from './excursion-question.repository.ts';

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
    return answer && commonalityView(answer, (await this.views.names([record])).steps);
  }

  /** The first row where it is strong; null where these lots name nothing. */
  async suspect(record: ExcursionRecord): Promise<ExcursionSuspect | null> {
    const answer = await this.#answer(record, null);
    const [first] = answer?.result.rows ?? [];
    const [level] = first?.levels ?? [];
    if (!answer || !first || !level || first.reading !== 'strong') return null;
    const { kind, id, stepId, toolId, chamber } = levelOf(level, answer.places, new Map());
    return { kind, id, stepId, toolId, chamber, pValue: first.p };
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
