/** A place between two works on it: `ETC-207/D since pm 2026-11-01T08:15Z`. */
export interface ServiceInterval {
  /** Tool, or tool/chamber. */
  readonly place: string;
  /** Kind of the work, as the MES names it. */
  readonly kind: string;
  readonly since: Date;
}

const NAME = /^(.+) since (\S+) (\d{4}-\d\d-\d\dT\d\d:\d\dZ)$/;

/** The name under which it is kept: to the minute, in UTC. */
export function serviceIntervalName({ place, kind, since }: ServiceInterval): string {
  return `${place} since ${kind} ${since.toISOString().slice(0, 16)}Z`;
}

/** What such a name says, for those who put it into a reader's words; null for any other name. */
export function readServiceInterval(name: string): ServiceInterval | null {
  const [, place, kind, since] = NAME.exec(name) ?? [];
  return place && kind && since ? { place, kind, since: new Date(since) } : null;
}
