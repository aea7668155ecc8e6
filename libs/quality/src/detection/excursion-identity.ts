import { streamName, type Reason } from '@fabwright/analytics';
import type { ExcursionRecord } from '../excursion/excursion.ts';

/** What people know it by stays, whatever joins later or leads now: what it is called, and what it was first seen as. */
export function identityOf({ detectionId, kind, subject }: ExcursionRecord) {
  return { detectionId, kind, subject };
}

/** Those that were told before come first and in their order: what was seen later is read after them. */
export function inOrderOf(before: readonly Reason[], now: readonly Reason[]): Reason[] {
  const nameOf = ({ code, stream }: Reason): string => `${code} ${streamName(stream)}`;
  const places = new Map(before.map((reason, place) => [nameOf(reason), place]));
  const placeOf = (reason: Reason): number => places.get(nameOf(reason)) ?? before.length;
  return [...now].sort((a, b) => placeOf(a) - placeOf(b));
}
