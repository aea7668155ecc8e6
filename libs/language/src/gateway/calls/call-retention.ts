import { Injectable } from '@nestjs/common';
import { defineJob, JobHandler } from '@fabwright/platform';
import { CallRepository } from './call.repository.ts';

/** What a model was asked and answered stays provable for this long, as long as what was sent. */
export const CALL_DAYS = 400;

/** Every night at a quarter to four, fab time. */
export const CALL_RETENTION = defineJob({
  kind: 'language.call-retention',
  cron: { expression: '45 3 * * *', input: {} },
});

/** Throws away calls of language models that are older than they need to be. */
@Injectable()
export class CallRetention extends JobHandler {
  override readonly definition = CALL_RETENTION;

  constructor(private readonly calls: CallRepository) {
    super();
  }

  override async run(): Promise<object> {
    return { calls: await this.calls.prune(CALL_DAYS) };
  }
}
