import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

type Answer = (request: IncomingMessage, body: Buffer) => { status: number; body: unknown } | 'hang up';

let server: Server;
let address: string;
let answer: Answer;
let folder: string;
let printed: { out: string; err: string };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli-run-'));
  writeFileSync(join(folder, 'a.stdf'), 'bytes of a');
  printed = { out: '', err: '' };
  server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const given = answer(request, Buffer.concat(chunks));
  if (given === 'hang up') {
    request.socket.destroy();
    return;
  }
  const bytes = Buffer.isBuffer(given.body) ? given.body : JSON.stringify(given.body);
  response.writeHead(given.status, { 'content-type': 'application/json' }).end(bytes);
}

const fab = (...words: string[]): Promise<number> =>
  run([...words, '--server', address, '--token', 'fabt_spec'], {
    environment: {},
    out: { write: (text) => (printed.out += text) },
    err: { write: (text) => (printed.err += text) },
  });

const state = (fields: object): object => ({
  importId: '7',
  fileName: 'a.stdf',
  state: 'done',
  progress: 1,
  summary: null,
  warnings: [],
  error: null,
  ...fields,
});

describe('fab import', () => {
  it('sends the bytes with the token, waits for the worker and prints the table', async () => {
    const asked: string[] = [];
    answer = (request, body) => {
      asked.push(`${request.method} ${request.url}`);
      expect(request.headers.authorization).toBe('Bearer fabt_spec');
      if (request.method === 'GET')
        return { status: 200, body: state({ state: asked.length < 3 ? 'running' : 'done' }) };
      expect(body.toString()).toBe('bytes of a');
      return { status: 202, body: { importId: '7', state: 'queued' } };
    };
    expect(await fab('import', join(folder, 'a.stdf'))).toBe(0);
    expect(asked).toEqual(['POST /imports?name=a.stdf', 'GET /imports/v1/7', 'GET /imports/v1/7']);
    expect(printed.out).toContain('a.stdf');
  });

  it('exits with 1 when one of several files failed, and imports the others', async () => {
    writeFileSync(join(folder, 'b.stdf'), '');
    const error = {
      code: 'empty-file',
      message: 'a.stdf: empty',
      byteOffset: 0,
      record: 'file',
      remedy: 'Send another.',
    };
    answer = (request) => {
      const id = request.url?.includes('a.stdf') ? 'A' : 'B';
      if (request.method === 'POST') return { status: 202, body: { importId: id, state: 'queued' } };
      return { status: 200, body: request.url?.endsWith('A') ? state({ state: 'failed', error }) : state({}) };
    };
    expect(await fab('import', folder)).toBe(1);
    expect(printed.err).toContain('Send another.');
    expect(printed.out.split('\n').filter((line) => line.includes('.stdf'))).toHaveLength(2);
  });

  it.each([
    [401, 'token is not accepted'],
    [403, 'may not do this'],
    [413, 'larger than the server takes'],
    [500, 'answered 500'],
  ])('says what an answer of %i means', async (status, text) => {
    answer = () => ({ status, body: { code: 'X', message: 'because' } });
    expect(await fab('import', join(folder, 'a.stdf'))).toBe(1);
    expect(printed.err).toContain(text);
    expect(printed.err).toContain('because');
  });

  it('says that nobody answers, or that somebody else does', async () => {
    answer = () => 'hang up';
    expect(await fab('import', join(folder, 'a.stdf'))).toBe(1);
    expect(printed.err).toContain('No answer from');
    answer = () => ({ status: 200, body: Buffer.from('<html>') });
    expect(await fab('import', join(folder, 'a.stdf'))).toBe(1);
    expect(printed.err).toContain('not a Fabwright server');
  });
});

describe('fab report', () => {
  it('asks, waits, and writes the file whole', async () => {
    answer = (request, body) => {
      if (request.method === 'POST') {
        expect(JSON.parse(body.toString())).toMatchObject({ kind: 'lot', lotId: 'L1', language: 'en', paper: 'A4' });
        return { status: 202, body: { jobId: 'J' } };
      }
      if (request.url === '/reports/v1/J/file') return { status: 200, body: Buffer.from('%PDF-1.7') };
      return { status: 200, body: { state: 'done', progress: 1 } };
    };
    const file = join(folder, 'l1.pdf');
    expect(await fab('report', 'lot', 'L1', '-o', file)).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7');
    expect(printed.out).toBe(`${file}\n`);
  });

  it('leaves no file behind when the job failed', async () => {
    answer = (request) =>
      request.method === 'POST'
        ? { status: 202, body: { jobId: 'J' } }
        : {
            status: 200,
            body: { state: 'failed', progress: 0.4, error: { message: 'no such lot', remedy: 'Check it.' } },
          };
    const file = join(folder, 'none.pdf');
    expect(await fab('report', 'lot', 'NONE', '-o', file)).toBe(1);
    expect(printed.err).toContain('no such lot');
    expect(existsSync(file)).toBe(false);
  });
});

it('answers a wrong command line with its usage and exit code 2', async () => {
  expect(await fab('imprt')).toBe(2);
  expect(printed.err).toContain('Usage: fab');
});
