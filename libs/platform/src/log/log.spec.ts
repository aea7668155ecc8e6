import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { withLogContext } from './log-context.ts';
import { createLogger, type Logger } from './logger.ts';

function capture(): { log: Logger; text: () => string; last: () => Record<string, unknown> } {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = createLogger('test', 'trace', sink);
  return { log, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

const SECRETS = ['hunter2-password', 'eyJhbGciOi.token', 'sess-3f9ac1', 'fabt_AbCdEf1234567890'];
const [PASSWORD = '', BEARER = '', SESSION = '', TOKEN = ''] = SECRETS;

describe('the log', () => {
  it.each<[string, (log: Logger) => void]>([
    ['a field named password', (log) => log.info({ body: { account: 'ada', password: PASSWORD } }, 'sign-in')],
    [
      'headers',
      (log) =>
        log.warn({ req: { headers: { authorization: `Bearer ${BEARER}`, cookie: `sid=${SESSION}` } } }, 'denied'),
    ],
    [
      'a response header',
      (log) => log.info({ res: { headers: { 'set-cookie': [`sid=${SESSION}; HttpOnly`] } } }, 'done'),
    ],
    ['a database address in a message', (log) => log.error(`cannot reach postgresql://fab:${PASSWORD}@db:5432/fab`)],
    [
      'a database address in a field',
      (log) => log.info({ config: { database: { url: `postgresql://fab:${PASSWORD}@db/fab` } } }),
    ],
    ['an error', (log) => log.error(new Error(`connect postgres://fab:${PASSWORD}@db/fab`), 'failed')],
    [
      'the cause of an error',
      (log) => log.error({ err: new Error('outer', { cause: new Error(`Bearer ${BEARER}`) }) }, 'failed'),
    ],
    [
      'fields that an error carries',
      (log) => log.error({ err: Object.assign(new Error('x'), { parameters: { apiToken: TOKEN } }) }),
    ],
    ['a token in a message', (log) => log.info(`the simulator uses ${TOKEN}`)],
    ['a token in an array', (log) => log.info({ args: ['--token', TOKEN] })],
    ['a token in a link', (log) => log.info({ url: `/invite?token=${SESSION}` })],
    ['interpolated values', (log) => log.info('sent %s', `Bearer ${BEARER}`)],
  ])('holds back the secret in %s', (_name, write) => {
    const { log, text } = capture();
    write(log);
    for (const secret of SECRETS) expect(text()).not.toContain(secret);
    expect(text()).toContain('[hidden]');
  });

  it('keeps what is needed to find the cause', () => {
    const { log, last } = capture();
    log.error({ err: new Error('column "x" does not exist'), tokenId: 't-1', lotId: 'L4711' }, 'query failed');
    expect(last()).toMatchObject({
      level: 'error',
      program: 'test',
      message: 'query failed',
      tokenId: 't-1',
      lotId: 'L4711',
    });
    expect(JSON.stringify(last())).toContain('does not exist');
  });

  it('carries the ids of the work at hand into every line, nested and asynchronous', async () => {
    const { log, last } = capture();
    await withLogContext({ correlationId: 'c-1' }, async () => {
      await withLogContext({ eventId: 'e-1', lotId: 'L1' }, async () => {
        await Promise.resolve();
        log.info('inside');
      });
    });
    expect(last()).toMatchObject({ correlationId: 'c-1', eventId: 'e-1', lotId: 'L1' });
    log.info('outside');
    expect(last()).not.toHaveProperty('eventId');
  });
});
