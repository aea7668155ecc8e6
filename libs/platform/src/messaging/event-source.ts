/** One message as it came, not yet understood. */
export interface SourceMessage {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** When the log took it: Kafka's record time, or the time it was committed to our raw log. */
  readonly receivedAt: Date;
}

/** Consecutive messages of one partition, oldest first; never empty. */
export interface SourceBatch {
  readonly sourceKind: 'kafka' | 'http';
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly SourceMessage[];
  /** Where to go on after this batch. */
  readonly nextOffset: number;
}

/** The consumer's side. Its position is its own: it lives in the transaction that keeps what the messages said. */
export interface BatchHandler {
  /**
   * The offset at which to begin with a partition; undefined when it was never read: then from its oldest message.
   * Asked anew whenever partitions are dealt out, and it wins over what the broker remembers.
   */
  startFrom(topic: string, partition: number): Promise<number | undefined>;

  /** When this rejects, the same messages are handed in again after a pause, for ever: nothing is skipped. */
  handle(batch: SourceBatch): Promise<void>;
}

export interface PartitionProgress {
  readonly topic: string;
  readonly partition: number;
  /** Next offset to be read. */
  readonly nextOffset: number;
  /** End of the log as last heard of; undefined while unknown. */
  readonly endOffset: number | undefined;
}

export type SourceState = 'stopped' | 'connecting' | 'running';

/** Where events come from. One contract suite runs over every implementation. */
export interface EventSource {
  readonly kind: 'kafka' | 'http';
  readonly state: SourceState;
  /** The last trouble, in one line; undefined while all is well. */
  readonly trouble: string | undefined;
  /** Begins to consume and returns; connecting goes on in the background until it succeeds. */
  start(handler: BatchHandler): Promise<void>;
  /** Lets the batch at hand finish, commits, and leaves. */
  stop(): Promise<void>;
  progress(): readonly PartitionProgress[];
}

/** Messages per batch at most: bounds memory and the length of a transaction. */
export const MAX_BATCH = 500;
