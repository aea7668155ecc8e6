import { Injectable } from '@nestjs/common';
import { UnitOfWork } from './unit-of-work.ts';

/** Sequences whose numbers are given in the order of commit. A library adds its own in a migration. */
export type CommitSequence = `${string}_seq`;

/**
 * Numbers in the order of commit: who reads up to n has seen everything up to n, nothing appears below it later.
 * The number is taken under a lock that lasts until the transaction ends, so take it last and commit soon.
 */
@Injectable()
export class CommitOrder {
  constructor(private readonly uow: UnitOfWork) {}

  /** The first of `count` consecutive numbers of `sequence`. Throws outside a unit of work. */
  async next(sequence: CommitSequence, count = 1): Promise<number> {
    if (!this.uow.active) throw new Error(`${sequence}: a number in commit order needs a unit of work.`);
    const [row] = await this.uow.query<{ first: number }>('SELECT next_in_commit_order($1, $2)::float8 AS first', [
      sequence,
      count,
    ]);
    if (!row) throw new Error(`${sequence} gave no number.`);
    return row.first;
  }
}
