import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClsModule, ClsServiceManager } from 'nestjs-cls';
import { v7 as uuidv7 } from 'uuid';

export const CORRELATION_HEADER = 'x-correlation-id';

/** What a caller may send: short and harmless in a log line. */
const ACCEPTED = /^[\w.-]{6,64}$/;

/** The id under which everything about the request at hand is logged; a new one outside of any. */
export function correlationId(): string {
  const cls = ClsServiceManager.getClsService();
  const known: unknown = cls.isActive() ? cls.get('correlationId') : undefined;
  return typeof known === 'string' ? known : uuidv7();
}

/** Gives each request its id, from its header where there is a usable one, and answers with it. */
export const CorrelationModule = ClsModule.forRoot({
  global: true,
  middleware: {
    mount: true,
    setup: (cls, request: IncomingMessage, response: ServerResponse) => {
      const sent = request.headers[CORRELATION_HEADER];
      const id = typeof sent === 'string' && ACCEPTED.test(sent) ? sent : uuidv7();
      cls.set('correlationId', id);
      response.setHeader(CORRELATION_HEADER, id);
    },
  },
});
