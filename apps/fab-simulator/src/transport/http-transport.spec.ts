import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpListener } from '../listener/http-listener.ts';
import { HttpTransport } from './http-transport.ts';
import { readToken } from './token-file.ts';
import type { Parcel } from './transport.ts';

type Answer = { status: number; headers?: Record<string, string>; body?: string };

let server: Server;
let folder: string;
let tokenFile: string;
let address: string;
let requests: { request: IncomingMessage; body: string }[];
let answer: (body: string) => Answer;
let reports: Record<string, unknown>[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fab-http-'));
  tokenFile = join(folder, 'token');
  await writeFile(tokenFile, 'secret\n', { mode: 0o600 });
  requests = [];
  reports = [];
  answer = () => ({ status: 202 });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push({ request, body });
      const { status, headers = {}, body: text = '' } = answer(body);
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const parcels = (count: number): Parcel[] =>
  Array.from({ length: count }, (_, i) => ({
    type: 'fab.lot-hold.v1',
    id: `e${i}`,
    partitionKey: 'L',
    body: `{"id":"e${i}"}`,
  }));
const transport = () => new HttpTransport(address, tokenFile, (line) => reports.push(line));
const never = () => new AbortController().signal;
const idsOf = (body: string) => (JSON.parse(body) as { id: string }[]).map(({ id }) => id);

describe('sending by HTTP', () => {
  it('posts a CloudEvents batch with the token', async () => {
    expect(await transport().send(parcels(2), never())).toEqual({ refused: [] });
    const [only] = requests;
    expect(only?.request.url).toBe('/ingest/v1/events');
    expect(only?.request.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/cloudevents-batch+json; charset=utf-8',
    });
    expect(idsOf(only?.body ?? '[]')).toEqual(['e0', 'e1']);
  });

  it('waits as long as the server says when it is overloaded, and sends the same again', async () => {
    const begun = performance.now();
    answer = () => (requests.length === 1 ? { status: 429, headers: { 'retry-after': '1' } } : { status: 202 });
    await transport().send(parcels(3), never());
    expect(performance.now() - begun).toBeGreaterThan(950);
    expect(requests.map(({ body }) => idsOf(body))).toEqual([
      ['e0', 'e1', 'e2'],
      ['e0', 'e1', 'e2'],
    ]);
  });

  it('tries again after a failure of the server, and says that it waits', async () => {
    answer = () => ({ status: requests.length === 1 ? 503 : 202, headers: { 'retry-after': '0' }, body: 'starting' });
    await transport().send(parcels(1), never());
    expect(requests).toHaveLength(2);
    expect(reports).toContainEqual(expect.objectContaining({ kind: 'waiting', status: 503, reason: 'starting' }));
  });

  it('halves what is too large, in order', async () => {
    answer = (body) => ({ status: idsOf(body).length > 2 ? 413 : 202 });
    expect(await transport().send(parcels(5), never())).toEqual({ refused: [] });
    const taken = requests.map(({ body }) => idsOf(body)).filter((ids) => ids.length <= 2);
    expect(taken.flat()).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
  });

  it('names the one event that is refused and delivers the others', async () => {
    answer = (body) => (idsOf(body).includes('e3') ? { status: 400, body: 'no' } : { status: 202 });
    expect(await transport().send(parcels(6), never())).toEqual({ refused: [{ id: 'e3', reason: '400 no' }] });
  });

  it('gives up only when told to', async () => {
    const stop = new AbortController();
    const sending = new HttpTransport('http://127.0.0.1:9', tokenFile, (line) => {
      reports.push(line);
      stop.abort(new Error('stopped'));
    }).send(parcels(1), stop.signal);
    await expect(sending).rejects.toThrow('stopped');
    expect(reports[0]).toMatchObject({ kind: 'waiting', status: 0 });
  });
});

describe('the token file', () => {
  it.skipIf(process.platform === 'win32')("must be its owner's alone", async () => {
    await chmod(tokenFile, 0o644);
    await expect(readToken(tokenFile)).rejects.toThrow(`chmod 600 ${tokenFile}`);
  });

  it('must hold a token', async () => {
    await writeFile(tokenFile, '\n');
    await expect(readToken(tokenFile)).rejects.toThrow('is empty');
  });
});

describe('listening by HTTP', () => {
  it('reads on from its cursor', async () => {
    answer = () => ({ status: 200, body: JSON.stringify({ events: [{ id: 'x' }], next: 'c2' }) });
    const heard = await new HttpListener(address, tokenFile, (line) => reports.push(line)).hear('c1');
    expect(heard).toMatchObject({ events: [{ id: 'x' }], cursor: 'c2' });
    expect(requests[0]?.request.url).toBe('/events/v1?after=c1');
  });

  it("says once that it can't listen, and hears nothing meanwhile", async () => {
    answer = () => ({ status: 403 });
    const listener = new HttpListener(address, tokenFile, (line) => reports.push(line));
    expect((await listener.hear(null)).events).toEqual([]);
    await listener.hear(null);
    expect(reports).toEqual([{ kind: 'not-listening', reason: 'status 403' }]);
  });
});
