import { Injectable } from '@nestjs/common';
import { FabConfig } from '../config/index.ts';
import { UnitOfWork } from '../database/index.ts';

/**
 * The fab's "now": what "today" and "this week" mean on screens and in reports.
 * Audit, sessions and jobs use the wall clock, never this.
 */
export abstract class FabClock {
  abstract now(): Promise<Date>;
}

@Injectable()
export class WallClock extends FabClock {
  override now(): Promise<Date> {
    return Promise.resolve(new Date());
  }
}

/** The time of the newest accepted event; the wall clock while there is none. For a fab that runs at another speed. */
@Injectable()
export class NewestEventClock extends FabClock {
  constructor(private readonly uow: UnitOfWork) {
    super();
  }

  override async now(): Promise<Date> {
    const [row] = await this.uow.query<{ at: Date }>('SELECT newest_event_at AS at FROM fab_clock');
    return row?.at ?? new Date();
  }
}

/** Moves the fab's clock forward; called by ingest in the transaction that accepts events. */
@Injectable()
export class FabClockHand {
  constructor(private readonly uow: UnitOfWork) {}

  /** Events come late and out of order, so the clock only ever moves forward. */
  async advance(newestEventAt: Date): Promise<void> {
    await this.uow.query(
      `INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, $1)
       ON CONFLICT (only_row) DO UPDATE SET newest_event_at = excluded.newest_event_at
       WHERE fab_clock.newest_event_at < excluded.newest_event_at`,
      [newestEventAt],
    );
  }
}

export const fabClockProvider = {
  provide: FabClock,
  inject: [FabConfig, UnitOfWork],
  useFactory: (config: FabConfig, uow: UnitOfWork): FabClock =>
    config.fab.clock === 'wall' ? new WallClock() : new NewestEventClock(uow),
};
