import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CommonalityResult } from '@fabwright/analytics';
import { Maths } from '../maths/maths.ts';
import { FactorRepository } from './factor.repository.ts';
import { factorsOf, type LevelPlace } from './factors.ts';

/** A wafer of the question. `response`: what got worse, a fraction of 1, larger = worse. */
export interface QuestionedWafer {
  readonly lotId: string;
  readonly waferId: string;
  readonly affected: boolean;
  readonly response: number;
  /** How badly it is off, larger = worse: what levels are ranked by. Default: the response. */
  readonly severity?: number;
  /** Lots are exchanged inside a stratum only: product and period. */
  readonly stratum: string;
}

export interface CommonalityQuestion {
  readonly insertion: string;
  readonly wafers: readonly QuestionedWafer[];
  /** False: only whether a wafer is affected counts, as for wafers that a person has chosen by eye. */
  readonly measured: boolean;
}

export interface CommonalityAnswer {
  readonly result: CommonalityResult;
  /** Tools and chambers behind the names of levels. */
  readonly places: ReadonlyMap<string, LevelPlace>;
  readonly seq: number;
}

const MOST_ANSWERS = 50;
/** The same question has the same answer, to the last digit. */
const SEED = 20_261;

/** What affected wafers share that others don't. The caller has applied the product scope to the wafers. */
@Injectable()
export class CommonalityService {
  /** By question and data; the one not asked for longest comes first. */
  readonly #answers = new Map<string, Promise<CommonalityAnswer>>();

  constructor(
    private readonly factors: FactorRepository,
    private readonly maths: Maths,
  ) {}

  async of(question: CommonalityQuestion, signal?: AbortSignal): Promise<CommonalityAnswer> {
    const lotIds = [...new Set(question.wafers.map((wafer) => wafer.lotId))];
    const seq = await this.factors.seq(lotIds, question.insertion);
    const key = createHash('sha256')
      .update(JSON.stringify([seq, question]))
      .digest('base64');
    const known = this.#answers.get(key);
    const answer = known ?? this.#ask(question, lotIds, seq, signal);
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    // An answer that failed is asked for again.
    answer.catch(() => this.#answers.delete(key));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  async #ask(
    question: CommonalityQuestion,
    lotIds: readonly string[],
    seq: number,
    signal?: AbortSignal,
  ): Promise<CommonalityAnswer> {
    const [rows, runs] = [await this.factors.wafers(question), await this.factors.runs(lotIds)];
    const maintenance = await this.factors.maintenance([...new Set(runs.map((run) => run.toolId))]);
    const asked = new Map(question.wafers.map((wafer) => [`${wafer.lotId}\n${wafer.waferId}`, wafer]));
    const wafers = rows.flatMap((row) => asked.get(`${row.lotId}\n${row.waferId}`) ?? []);
    const { categorical, numeric, memberships, places } = factorsOf(rows, runs, maintenance);
    const lots = numbered(wafers.map((wafer) => wafer.lotId));
    const stratumOf = new Map(wafers.map((wafer) => [wafer.lotId, wafer.stratum]));
    const strata = numbered(lots.names.map((lotId) => stratumOf.get(lotId) ?? ''));
    const input = {
      lotOfWafer: lots.codes,
      stratumOfLot: strata.codes,
      cases: Uint8Array.from(wafers, (wafer) => Number(wafer.affected)),
      response: question.measured ? Float64Array.from(wafers, (wafer) => wafer.response) : null,
      ...(wafers.every((wafer) => wafer.severity !== undefined) &&
        question.measured && { severity: Float64Array.from(wafers, (wafer) => wafer.severity ?? 0) }),
      factors: categorical,
      numericFactors: numeric,
      memberships,
    };
    return { result: await this.maths.run('askCommonality', { input, seed: SEED }, signal), places, seq };
  }
}

/** Names as numbers in the order of their first appearance. */
function numbered(names: readonly string[]): { names: string[]; codes: Int32Array } {
  const codes = new Map<string, number>();
  const column = Int32Array.from(names, (name) => {
    const code = codes.get(name) ?? codes.size;
    codes.set(name, code);
    return code;
  });
  return { names: [...codes.keys()], codes: column };
}
