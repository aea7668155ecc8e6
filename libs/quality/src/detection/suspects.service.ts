import { Injectable } from '@nestjs/common';
import { ChangeNotifier, FabClock, UnitOfWork } from '@fabwright/platform';
import { ExcursionCommonality } from '../excursion/evidence/excursion-commonality.service.ts';
import { DETECTORS, type ExcursionRecord, type ExcursionSuspect, type Undecided } from '../excursion/excursion.ts';
import { ExcursionAct, isLive } from '../excursion/excursion-state.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import { ExcursionWriter } from '../excursion/excursion.writer.ts';
import { suspectPlace } from '../excursion/suspect-place.ts';

/**
 * Names what the lots of an excursion share, and asks again whenever something new is known of these lots or of those
 * they are set against. What was asked is remembered in memory alone: a worker that starts asks everything once.
 */
@Injectable()
export class SuspectsService {
  /** By excursion the newest fact that its suspect rests on. */
  #asked = new Map<string, number>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly excursions: ExcursionRepository,
    private readonly commonality: ExcursionCommonality,
    private readonly writer: ExcursionWriter,
    private readonly clock: FabClock,
    private readonly notifier: ChangeNotifier,
  ) {}

  /** Asks for the excursions since `since` about whose lots something is new; how many have another suspect now. */
  async refreshDue(since: Date): Promise<number> {
    const questioned = await this.excursions.questioned(since);
    const due = questioned.filter(({ excursionId, seq }) => this.#asked.get(excursionId) !== seq);
    const changed = await this.refresh(due.map(({ excursionId }) => excursionId));
    this.#asked = new Map(questioned.map(({ excursionId, seq }) => [excursionId, seq]));
    return changed;
  }

  /** Asks anew for excursions whose lots have changed; how many have another suspect now. */
  async refresh(excursionIds: readonly string[]): Promise<number> {
    let changed = 0;
    for (const excursionId of excursionIds) if (await this.#refreshOne(excursionId)) changed += 1;
    return changed;
  }

  async #refreshOne(excursionId: string): Promise<boolean> {
    const found = await this.excursions.find(excursionId, null);
    if (!found || !isLive(found.record.state)) return false;
    // Outside of the transaction: it takes a while, and nobody should wait behind it.
    const { suspect, undecided } = await this.commonality.verdict(found.record);
    const area = await this.#area({ ...found.record, suspect });
    return this.uow.run(async () => {
      const before = await this.excursions.lock(excursionId);
      if (!before || before.version !== found.record.version) return false;
      if (sameFactor(before.suspect, suspect) && before.area === area) {
        await this.#noteUndecided(before, undecided);
        return false;
      }
      const lots = await this.excursions.lots([excursionId], null);
      const entry = { before: { suspect: before.suspect }, after: { suspect }, reason: null };
      await this.writer.write([
        {
          before,
          after: { ...before, suspect, undecided, area, version: before.version + 1 },
          entries: [{ act: ExcursionAct.UPDATED, ...entry }],
          actor: DETECTORS,
          at: new Date(),
          fabAt: await this.clock.now(),
          lotIds: lots.map((lot) => lot.lotId),
        },
      ]);
      return true;
    });
  }

  /** No news for anybody but whoever has the page open. */
  async #noteUndecided(
    { excursionId, undecided: before }: ExcursionRecord,
    undecided: Undecided | null,
  ): Promise<void> {
    if (before === undecided) return;
    await this.excursions.setUndecided(excursionId, undecided);
    await this.notifier.changed('excursions', [excursionId]);
  }

  /** Of the tool that is suspected; what was known of it before is kept while none is. */
  async #area(record: ExcursionRecord): Promise<string | null> {
    const place = suspectPlace(record);
    if (place === null) return record.area;
    const rows = await this.uow.query<{ area: string | null }>('SELECT area FROM tool WHERE tool_id = $1', [
      place.toolId,
    ]);
    return rows[0]?.area ?? null;
  }
}

function sameFactor(a: ExcursionSuspect | null, b: ExcursionSuspect | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && a.id === b.id && a.stepId === b.stepId;
}
