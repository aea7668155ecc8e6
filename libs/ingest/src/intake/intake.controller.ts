import type { IncomingMessage } from 'node:http';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@fabwright/platform';
import { parseBatch } from './batch-parser.ts';
import { IntakeService, type Receipt } from './intake.service.ts';
import { readBody } from './read-body.ts';

/** Many wafer tests in one request, but never more than a process can hold several times over. */
const MOST_BYTES = 16 * 1024 ** 2;

/** Events of those who have no Kafka. */
@Controller('ingest/v1')
export class IntakeController {
  constructor(private readonly intake: IntakeService) {}

  @Allow('events:write')
  @Post('events')
  @HttpCode(202)
  async events(@CurrentActor() actor: Actor, @Req() request: IncomingMessage): Promise<{ receipts: Receipt[] }> {
    const events = parseBatch(request.headers['content-type'], await readBody(request, MOST_BYTES));
    return { receipts: await this.intake.keep(actor, events) };
  }
}
