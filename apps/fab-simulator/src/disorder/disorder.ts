import type { FabEvent } from '@fabwright/contracts';
import type { Due } from '../events/fab-event.ts';
import { HOUR, MINUTE } from '../model/calendar.ts';
import { hashOf, RandomStream } from '../random/stream.ts';

/** How untidy the fab's interfaces are: shares of process runs and measurements. */
export const DISORDER = { missing: 0.015, late: 0.03, twice: 0.005, swapped: 0.003 } as const;
const LATEST = 48 * HOUR;

/** What really leaves the fab for an event: nothing, the event, or the event twice; perhaps late, perhaps with two wafers mixed up. */
export function disordered(seed: number, due: Due): Due[] {
  const stream = new RandomStream(seed, 'disorder', due.id);
  const [missing, late, twice, swapped] = [stream.uniform(), stream.uniform(), stream.uniform(), stream.uniform()];
  if (due.type === 'fab.process-run.v1' && missing < DISORDER.missing) return [];
  const delay = late < DISORDER.late ? stream.between(0.1, 1) * LATEST : stream.between(0.5, 6) * MINUTE;
  const sent: Due = { ...due, sendAt: due.sendAt + delay };
  if (due.type === 'fab.process-run.v1' && swapped < DISORDER.swapped) {
    sent.build = () => swapWafers(due.build(), hashOf(seed, 'swap', due.id));
  }
  if (twice >= DISORDER.twice) return [sent];
  return [sent, again(sent, stream)];
}

/** The same message once more: half of them as the same event, half with an id of their own. */
function again(sent: Due, stream: RandomStream): Due {
  const sendAt = sent.sendAt + stream.between(1, 300) * MINUTE;
  if (stream.chance(0.5)) return { ...sent, sendAt };
  const id = `${sent.id}:again`;
  const build = () => {
    const event = sent.build();
    return event && { ...event, id };
  };
  return { ...sent, id, sendAt, build };
}

/** Two neighbouring wafers of a run change names; chamber and sensor values stay where they were. */
function swapWafers(event: FabEvent | undefined, key: number): FabEvent | undefined {
  if (event?.type !== 'fab.process-run.v1') return event;
  const wafers = event.data.wafers.map((wafer) => ({ ...wafer }));
  const at = wafers.length > 1 ? key % (wafers.length - 1) : 0;
  const [one, other] = [wafers[at], wafers[at + 1]];
  if (!one || !other) return event;
  [one.waferId, other.waferId] = [other.waferId, one.waferId];
  return { ...event, data: { ...event.data, wafers } };
}
