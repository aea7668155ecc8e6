import { Injectable } from '@nestjs/common';
import type { FabCalendar } from '@fabwright/facts';
import { DomainError, FabClock, FabConfig, type ProductScope } from '@fabwright/platform';
import { calendarOf, chosenPeriod } from '../yield/fab-calendar.ts';
import type { InspectionQuery } from './defect.repository.ts';
import type { DefectFilter } from './defects.types.ts';

/** In mm: what inspection tools place twice within the same 100 µm is one defect (field knowledge). */
export const DEFAULT_TOLERANCE_MM = 0.1;
const WIDEST_TOLERANCE_MM = 5;
const MOST_CLASSES = 100;

export interface DefectChoice extends InspectionQuery {
  readonly period: string;
  readonly toleranceMm: number;
}

/** Makes queries of filters as people give them. */
@Injectable()
export class DefectChoices {
  readonly #calendar: FabCalendar;

  constructor(
    private readonly clock: FabClock,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  /** Throws INVALID_INPUT for a period that ends before it begins, and for a tolerance that is none. */
  async of(filter: DefectFilter, scope: ProductScope): Promise<DefectChoice> {
    const { from, to, label } = chosenPeriod(filter, await this.clock.now(), this.#calendar);
    if (from >= to) throw new DomainError('INVALID_INPUT', 'The period ends before it begins.');
    const toleranceMm = filter.toleranceMm ?? DEFAULT_TOLERANCE_MM;
    if (!(toleranceMm > 0 && toleranceMm <= WIDEST_TOLERANCE_MM)) {
      throw new DomainError('INVALID_INPUT', `The tolerance must be above 0 and at most ${WIDEST_TOLERANCE_MM} mm.`);
    }
    const classes = filter.classes ?? [];
    if (classes.length > MOST_CLASSES)
      throw new DomainError('INVALID_INPUT', `At most ${MOST_CLASSES} classes at a time.`);
    return {
      scope,
      productId: filter.productId ?? null,
      stepId: filter.stepId ?? null,
      classes: classes.length > 0 ? classes : null,
      from,
      to,
      period: label,
      toleranceMm,
    };
  }
}
