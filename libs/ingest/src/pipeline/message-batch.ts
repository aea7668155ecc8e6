/** Where a message came in. `http` is the raw log behind POST /ingest/v1/events. */
export type SourceKind = 'kafka' | 'http' | 'file';

export interface RawMessage {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly receivedAt: Date;
}

/** Consecutive messages of one partition, oldest first. */
export interface MessageBatch {
  readonly sourceKind: SourceKind;
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly RawMessage[];
}

/** What became of the messages of a batch. */
export interface BatchOutcome {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
}
