import { Readable } from 'node:stream';
import { ImportService } from '@fabwright/ingest';
import { syntheticSortFile } from '@fabwright/formats/writer';
import { UnitOfWork } from '@fabwright/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { expect } from 'vitest';
import { countOf } from './facts.ts';

const BYTES = 24 * 2 ** 20;
const DIES_PER_WAFER = 600;
const SENDER = { name: 'spec', productScope: null };

/** A file that takes some seconds to import, and what must be there when it was. */
export class BigFile {
  readonly #service: ImportService;
  readonly #uow: UnitOfWork;
  #importId = '';

  constructor(context: INestApplicationContext) {
    this.#service = context.get(ImportService, { strict: false });
    this.#uow = context.get(UnitOfWork, { strict: false });
  }

  async send(): Promise<void> {
    const content = Readable.from(syntheticSortFile({ bytes: BYTES, lotId: 'BIG' }));
    this.#importId = (await this.#service.start(SENDER, 'big.stdf', 'cli', content)).importId;
  }

  async state() {
    const found = await this.#service.find(SENDER, this.#importId);
    if (found === null) throw new Error('The import is gone.');
    return found;
  }

  async expectNothing(): Promise<void> {
    for (const table of ['lot', 'test_run', 'die_segment', 'die_value', 'wafer_yield']) {
      expect([table, await countOf(this.#uow, table)]).toEqual([table, 0]);
    }
  }

  async expectOnce(): Promise<void> {
    const wafers = waferCount();
    const parts = wafers * DIES_PER_WAFER;
    const { state, summary } = await this.state();
    expect({ state, ...summary }).toMatchObject({ state: 'done', wafers, relation: 'new', partRecords: parts });
    const [stored] = await this.#uow.query(
      'SELECT sum(part_count)::int AS parts, count(DISTINCT run_id)::int AS runs FROM die_segment',
    );
    expect(stored).toEqual({ parts, runs: wafers });
    expect(await countOf(this.#uow, 'test_run_supersession')).toBe(0);
  }
}

/** The wafers of the same file, counted by reading it. */
function waferCount(): number {
  let newest = 0;
  for (const chunk of syntheticSortFile({ bytes: BYTES, lotId: 'BIG' })) {
    const text = Buffer.from(chunk).toString('latin1');
    for (const match of text.matchAll(/W(\d{5})/g)) newest = Math.max(newest, Number(match[1]));
  }
  return newest;
}
