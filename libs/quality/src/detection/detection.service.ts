import { Injectable } from '@nestjs/common';
import { addWeeks, fabWeek, weekRange, type FabCalendar } from '@fabwright/facts';
import { FabClock, FabConfig } from '@fabwright/platform';
import { calendarOf } from '../yield/fab-calendar.ts';
import { DetectionProgress } from './detection-progress.ts';
import { FindingsService } from './findings.service.ts';
import { FindingsWriter, type DetectionOutcome } from './findings.writer.ts';

const NOTHING: DetectionOutcome = { outcome: 'idle', lots: 0, opened: 0, changed: 0, excursionIds: [] };
/** So often what was found is thrown away because another worker was faster; then it is that one's turn. */
const MOST_ROUNDS = 3;
/**
 * Weeks that are judged at once. The window begins with a block of fab weeks, not so long before now, so that phase I,
 * on which limits are learnt, is the same for months and not another each week.
 */
const WINDOW_WEEKS = 26;
const BLOCK_WEEKS = 13;

/**
 * Looks for excursions in everything that is known, and writes down what is new, changed or gone. The whole window is
 * judged each time: late, corrected and repeated data are right whatever their order, and a run that was killed leaves
 * nothing behind that the next would have to know. Statistics take seconds: no transaction is open meanwhile.
 */
@Injectable()
export class DetectionService {
  readonly #calendar: FabCalendar;

  constructor(
    private readonly progress: DetectionProgress,
    private readonly findings: FindingsService,
    private readonly writer: FindingsWriter,
    private readonly clock: FabClock,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  /** One run; does nothing when nothing was recorded since the last one. */
  async run(): Promise<DetectionOutcome> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const seq = await this.progress.newestFact();
      const mark = await this.progress.mark();
      if ((await this.progress.seen()) >= seq) return NOTHING;
      const fabNow = await this.clock.now();
      const from = windowStart(fabNow, this.#calendar);
      const findings = await this.findings.of({ from, fabNow, seq });
      const outcome = await this.writer.write(findings, { from, fabNow, seq, mark });
      if (outcome !== 'overtaken') return outcome;
    }
    return { ...NOTHING, outcome: 'busy' };
  }
}

/** Between 26 and 39 fab weeks before now, at the start of a block of weeks counted from a fixed one. */
export function windowStart(fabNow: Date, calendar: FabCalendar): Date {
  const oldest = addWeeks(fabWeek(fabNow, calendar), -WINDOW_WEEKS, calendar.weekStart);
  const { from } = weekRange(oldest, calendar);
  const weeks = Math.floor(from.getTime() / (7 * 86_400_000));
  return weekRange(addWeeks(oldest, -(weeks % BLOCK_WEEKS), calendar.weekStart), calendar).from;
}
