import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, UnitOfWork, type Actor, type ProductScope } from '@fabwright/platform';

const MOST_ITEMS = 20_000;
const LONGEST_ITEM = 200;
/** 50 bits: two selections of a fab never meet. */
const ID_LENGTH = 10;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

const KEEP = `
  INSERT INTO kept_selection (selection_id, items, kept_by, kept_at) VALUES ($1, $2, $3, now())
  ON CONFLICT (selection_id) DO NOTHING`;
/** An item is a lot, or a lot with its wafer: the lot says who may see it. */
const READ = `
  SELECT item FROM kept_selection s CROSS JOIN LATERAL unnest(s.items) WITH ORDINALITY AS i(item, place)
  JOIN lot ON lot.lot_id = split_part(i.item, '/', 1)
  WHERE s.selection_id = $1 AND ($2::text[] IS NULL OR lot.product_id = ANY($2)) ORDER BY place`;

/** Selections of lots and wafers that links name by a short id. They are kept for good: links are. */
@Injectable()
export class SelectionService {
  constructor(private readonly uow: UnitOfWork) {}

  /** The same items give the same id, in whatever order. Throws INVALID_INPUT for none, or for more than 20,000. */
  async keep(items: readonly string[], actor: Actor): Promise<string> {
    const distinct = [...new Set(items)].sort();
    const tooLong = distinct.some((item) => item === '' || item.length > LONGEST_ITEM);
    if (distinct.length === 0 || distinct.length > MOST_ITEMS || tooLong) {
      throw new DomainError('INVALID_INPUT', `A selection has 1 to ${MOST_ITEMS} lots or wafers.`, {
        detail: { field: 'items', reason: 'length' },
      });
    }
    const selectionId = idOf(distinct);
    await this.uow.query(KEEP, [selectionId, distinct, actor.name]);
    return selectionId;
  }

  /** Throws NOT_FOUND when there is no such selection, or nothing in it may be seen. */
  async items(selectionId: string, scope: ProductScope): Promise<string[]> {
    const rows = await this.uow.query<{ item: string }>(READ, [selectionId, scope]);
    if (rows.length === 0) throw new DomainError('NOT_FOUND', `There is no selection ${selectionId} that you may see.`);
    return rows.map(({ item }) => item);
  }
}

function idOf(items: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(items)).digest();
  return Array.from(digest.subarray(0, ID_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
}
