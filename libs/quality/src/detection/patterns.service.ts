import { Injectable } from '@nestjs/common';
import { geometryFromDies, signatureVector, type SignatureVector } from '@fabwright/analytics';
import { PatternStore } from '../excursion/evidence/pattern.store.ts';
import { StacksService } from '../excursion/evidence/stacks.service.ts';
import type { ExcursionRecord } from '../excursion/excursion.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';

/** Keeps where the wafers of an excursion fail more than others of its time, once its lots have changed. */
@Injectable()
export class PatternsService {
  constructor(
    private readonly excursions: ExcursionRepository,
    private readonly stacks: StacksService,
    private readonly patterns: PatternStore,
  ) {}

  async refresh(excursionIds: readonly string[]): Promise<void> {
    for (const excursionId of excursionIds) {
      const found = await this.excursions.find(excursionId, null);
      if (found) await this.patterns.write(excursionId, found.record.version, await this.#patternOf(found.record));
    }
  }

  async #patternOf(record: ExcursionRecord): Promise<SignatureVector | null> {
    if (record.insertion === null) return null;
    const affected = await this.stacks.stack(record, 'affected', null);
    if (affected.x.length === 0) return null;
    const usual = await this.stacks.stack(record, 'baseline', null);
    const grid = usual.wafers > 0 ? { usual } : {};
    const pattern = signatureVector(affected, geometryFromDies(affected.x, affected.y), grid);
    return 'cells' in pattern ? pattern : null;
  }
}
