import { Global, Module } from '@nestjs/common';
import { OutgoingEvents } from '@fabwright/quality';
import { OutboxRepository } from './outbox.repository.ts';

/** Gives libraries that tell the fab something the outbox to put it into. */
@Global()
@Module({
  providers: [OutboxRepository, { provide: OutgoingEvents, useExisting: OutboxRepository }],
  exports: [OutgoingEvents],
})
export class OutboxModule {}
