import { toEnvelope, type EventData, type EventType, type FabEvent } from '@fabwright/contracts';
import { iso } from '../model/calendar.ts';

export const SOURCE = 'urn:fabwright:demo-fab';

/** An event that is due at a time; its payload is made when it is sent, because most of its size is die values. */
export interface Due {
  readonly type: EventType;
  readonly id: string;
  /** Fab time at which it leaves the fab. */
  readonly sendAt: number;
  /** Nothing where it turns out that there is nothing to tell. */
  build(): FabEvent | undefined;
}

/** `at` is when it happened by the clock of the one who reports it. */
export function due<T extends EventType>(
  type: T,
  id: string,
  at: number,
  sendAt: number,
  data: () => EventData<T> | undefined,
): Due {
  const build = () => {
    const payload = data();
    return payload && (toEnvelope(type, payload, { id, source: SOURCE, time: iso(at) }) as FabEvent);
  };
  return { type, id, sendAt, build };
}
