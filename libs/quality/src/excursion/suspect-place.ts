import { partsOfPlace } from '@fabwright/analytics';
import type { ExcursionRecord, Factor } from './excursion.ts';

/** Where in the fab wafers were; null = whichever. */
export interface Place {
  readonly stepId: string | null;
  readonly toolId: string;
  readonly chamber: string | null;
}

/** The place of a factor that is one: a tool or a chamber of it. */
export function placeOfFactor({ stepId, toolId, chamber }: Factor): Place | null {
  return toolId === null ? null : { stepId, toolId, chamber: chamber === '' ? null : chamber };
}

/** A place as the detectors name it, `step|tool|chamber`. */
export function placeNamed(name: string): Place {
  const { step, tool, chamber } = partsOfPlace(name);
  return { stepId: step === '' ? null : step, toolId: tool, chamber: chamber === '' ? null : chamber };
}

/**
 * What to look at first: the confirmed cause, else the suspect, else the sensor's tool, else the chamber by which it was
 * noticed. A chamber that stood out besides is no suspect yet.
 */
export function suspectPlace(record: ExcursionRecord): Place | null {
  for (const factor of [record.cause, record.suspect]) {
    const place = factor && placeOfFactor(factor);
    if (place) return place;
  }
  const { subject, places, reasons } = record;
  if (subject.kind === 'sensor') {
    return { stepId: subject.step, toolId: subject.tool, chamber: subject.chamber === '' ? null : subject.chamber };
  }
  const [first] = places;
  const stoodOut = reasons[0]?.code === 'chamber-stands-out';
  return first === undefined || !stoodOut ? null : placeNamed(first);
}

/** `ETC-207/B`. */
export function placeLabel({ toolId, chamber }: Place): string {
  return chamber === null ? toolId : `${toolId}/${chamber}`;
}
