import { Controller, Get, Query } from '@nestjs/common';
import type { FabEvent } from '@fabwright/contracts';
import { type Actor, Allow, CurrentActor, DomainError } from '@fabwright/platform';
import { z } from 'zod';
import { OutboxRepository } from './outbox.repository.ts';

const MOST_EVENTS = 1_000;

const Page = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MOST_EVENTS).default(100),
});

/** What goes out, for those who have no Kafka: read on from where the last answer ended. */
@Controller('events/v1')
export class OutboxController {
  constructor(private readonly outbox: OutboxRepository) {}

  /** Oldest first. `next` is the cursor for the following call, also when there was nothing new. */
  @Allow('events:read')
  @Get()
  async events(
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, string>,
  ): Promise<{ events: FabEvent[]; next: string }> {
    const page = Page.safeParse(query);
    if (!page.success) {
      throw new DomainError(
        'INVALID_INPUT',
        `"after" is the cursor of an earlier answer, "limit" 1 to ${MOST_EVENTS}.`,
      );
    }
    const { after, limit } = page.data;
    const entries = await this.outbox.after(after, limit, actor.productScope);
    return { events: entries.map((entry) => entry.envelope), next: String(entries.at(-1)?.outboxNo ?? after) };
  }
}
