import { Injectable } from '@nestjs/common';
import type { ProductScope } from '@fabwright/platform';
import type { PopulationFilter } from '../../population/population.types.ts';
import { PopulationService } from '../../population/population.service.ts';
import { TrendUnit, type MeasureInput } from '../explore.types.ts';
import { MembersRepository, type MemberRow } from './members.repository.ts';
import type { TrendMembers } from './members.types.ts';

export interface MembersRequest {
  readonly filter: PopulationFilter;
  readonly measure: MeasureInput;
  readonly by: TrendUnit;
  /** Null: time is the end of sort. */
  readonly trackOutOf: string | null;
}

/** Wafers for a trend by wafer, lots for every other. */
@Injectable()
export class MembersService {
  constructor(
    private readonly populations: PopulationService,
    private readonly repository: MembersRepository,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen, INVALID_INPUT for a measure that says too little. */
  async members({ filter, measure, by, trackOutOf }: MembersRequest, scope: ProductScope): Promise<TrendMembers> {
    const population = await this.populations.choose(filter, scope);
    const rows = await this.repository.members({ population, measure, trackOutOf }, by === TrendUnit.WAFER);
    return columnsOf(rows);
  }
}

function columnsOf(rows: readonly MemberRow[]): TrendMembers {
  const binFrom = [0];
  for (const { bins } of rows) binFrom.push((binFrom.at(-1) ?? 0) + bins.length);
  return {
    key: rows.map(({ key }) => key),
    at: rows.map(({ at }) => at.getTime()),
    value: rows.map(({ num, den }) => num / den),
    weight: rows.map(({ den }) => den),
    wafers: rows.map(({ wafers }) => wafers),
    gross: rows.map(({ gross }) => gross),
    binFrom,
    bin: rows.flatMap(({ bins }) => bins),
    dies: rows.flatMap(({ dies }) => dies),
    membersInAll: rows[0]?.inAll ?? 0,
  };
}
