import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { WHOLE_WINDOW } from './found-excursions.ts';

/** With other rules the window is judged anew, though no fact is new. Count up when the detectors themselves change. */
const RULES = createHash('sha256')
  .update(JSON.stringify([4, WHOLE_WINDOW]))
  .digest('base64');

const ADVANCE = `
  INSERT INTO detection_progress (only_row, fact_seq, settings_hash, ran_at) VALUES (true, $1, $2, $3)
  ON CONFLICT (only_row) DO UPDATE SET fact_seq = excluded.fact_seq, settings_hash = excluded.settings_hash,
    ran_at = excluded.ran_at`;

/** Up to which fact the detectors have looked. */
@Injectable()
export class DetectionProgress {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * The highest number of a committed fact. Numbers are given under a lock that lasts until the commit; sharing it for
   * a moment waits for those under way, so that none can appear below this one later.
   */
  async newestFact(): Promise<number> {
    const rows = await this.uow.run(async () => {
      await this.uow.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('fact_seq', 0))`);
      return this.uow.query<{ seq: number }>('SELECT last_value::float8 AS seq FROM fact_seq');
    });
    return rows[0]?.seq ?? 0;
  }

  /** 0 before the first run, and after the rules have changed. */
  async seen(): Promise<number> {
    const rows = await this.uow.query<{ seq: number }>(
      'SELECT fact_seq::float8 AS seq FROM detection_progress WHERE settings_hash = $1',
      [RULES],
    );
    return rows[0]?.seq ?? 0;
  }

  /** Another text after every run of any worker, whatever its rules. */
  async mark(): Promise<string> {
    const rows = await this.uow.query<{ mark: string }>(
      `SELECT fact_seq || ' ' || settings_hash || ' ' || ran_at AS mark FROM detection_progress`,
    );
    return rows[0]?.mark ?? '';
  }

  /** Needs the unit of work of the run. */
  async advance(seq: number): Promise<void> {
    await this.uow.query(ADVANCE, [seq, RULES, new Date()]);
  }

  /** Lots whose results have changed since, and how many of them are old: many old ones mean that history is coming. */
  async arrivals(since: number, oldBefore: Date): Promise<{ lots: number; old: number }> {
    const rows = await this.uow.query<{ lots: number; old: number }>(
      `SELECT count(*)::integer AS lots, count(*) FILTER (WHERE tested_at < $2)::integer AS old
       FROM lot_yield WHERE seq > $1`,
      [since, oldBefore],
    );
    return rows[0] ?? { lots: 0, old: 0 };
  }
}
