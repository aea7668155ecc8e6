import type { FabEvent } from '@fabwright/contracts';

/** Where events go that leave the house; the outbox of ingest keeps this promise. */
export abstract class OutgoingEvents {
  /**
   * They go out when, and only when, the open unit of work commits. Call it last in a transaction: it takes a number
   * that holds up other writers until the commit.
   */
  abstract append(events: readonly FabEvent[], now: Date): Promise<void>;
}
