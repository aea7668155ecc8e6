import { Injectable } from '@nestjs/common';
import type { ProductScope } from '@fabwright/platform';
import { CommonalityService, type CommonalityAnswer } from '../../commonality/commonality.service.ts';
import { commonalityView, levelOf } from '../../commonality/commonality-views.ts';
import type { Commonality } from '../../commonality/commonality.types.ts';
import type { ExcursionRecord, ExcursionSuspect } from '../excursion.ts';
import { ExcursionViews } from '../excursion-views.ts';
import { ExcursionQuestionRepository } from './excursion-question.repository.ts';

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
    const asked = wafers.map(({ loss, ...wafer }) => ({ ...wafer, response: loss, stratum: productId }));
    return this.service.of({ insertion, wafers: asked, measured: true });
  }
}
