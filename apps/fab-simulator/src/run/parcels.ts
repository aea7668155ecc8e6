import type { Due } from '../events/fab-event.ts';
import type { Parcel } from '../transport/transport.ts';

const MOST_EVENTS = 200;
const MOST_CHARACTERS = 2_500_000;

/** Makes the payloads of the next few events. `taken` counts those that turned out to be nothing, too. */
export function nextParcels(dues: readonly (Due | undefined)[], from: number): { parcels: Parcel[]; taken: number } {
  const parcels: Parcel[] = [];
  let characters = 0;
  let at = from;
  for (; at < dues.length && parcels.length < MOST_EVENTS && characters < MOST_CHARACTERS; at++) {
    const parcel = toParcel(dues[at]);
    if (!parcel) continue;
    parcels.push(parcel);
    characters += parcel.body.length;
  }
  return { parcels, taken: at - from };
}

function toParcel(due: Due | undefined): Parcel | undefined {
  const event = due?.build();
  return event && { type: event.type, id: event.id, partitionKey: event.partitionkey, body: JSON.stringify(event) };
}
