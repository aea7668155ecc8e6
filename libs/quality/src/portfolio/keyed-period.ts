/** A stretch of time with its key, such as `2026-10`; half open. */
export interface KeyedPeriod {
  readonly key: string;
  readonly from: Date;
  readonly to: Date;
}
