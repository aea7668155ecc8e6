import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRandomAdapter, writeRandomModel } from '@fabwright/testing/random-model';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, LONG_QUESTION, question } from '../../../test/language-model.contract.ts';
import type { EmbeddedLimits } from './embedded-limits.ts';
import { EmbeddedModels } from './embedded-models.ts';

let folder: string;
let weights: string;
let adapter: string;
let models: EmbeddedModels;

const start = (limits: Partial<EmbeddedLimits> = {}): EmbeddedModels =>
  (models = new EmbeddedModels({ limits: { firstRestartMs: 50, niceness: 0, ...limits } }));
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const onlyPid = (): number => {
  const [pid] = models.pids;
  expect(models.pids).toHaveLength(1);
  return pid!;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabwright-models-'));
  [weights, adapter] = [join(folder, 'noise.gguf'), join(folder, 'adapter.gguf')];
  await writeRandomModel(weights);
  await writeRandomAdapter(adapter);
});
afterEach(() => models.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the process of a model', { timeout: 120_000 }, () => {
  it('dies in the middle of a sentence: that question fails, those that wait and the next are answered', async () => {
    const model = start().open({ weights });
    const first = await model.ask(question());
    const pid = onlyPid();
    const killed = model.ask(LONG_QUESTION, { onText: () => isRunning(pid) && process.kill(pid, 'SIGKILL') });
    const waiting = model.ask(question());
    const failure = await failureOf(killed);
    expect(failure).toMatchObject({ code: 'crashed', message: expect.stringContaining('SIGKILL') as string });
    await expect(waiting).resolves.toEqual(first);
    await expect(model.ask(question())).resolves.toEqual(first);
    expect(onlyPid()).not.toBe(pid);
  });

  it('is ended when it holds more memory than it may, and the failure says so', async () => {
    const model = start({ mostMemoryBytes: 20 * 2 ** 20 }).open({ weights });
    const failure = await failureOf(model.ask(LONG_QUESTION));
    expect(failure).toMatchObject({ code: 'crashed', message: expect.stringContaining('may hold 20 MiB') as string });
  });

  it('is ended when it gives no sign of life, and when a question does not stop', async () => {
    const model = start({ silentMs: 1_500 }).open({ weights });
    await model.ask(question());
    const pid = onlyPid();
    const asked = model.ask(LONG_QUESTION, { onText: () => isRunning(pid) && process.kill(pid, 'SIGSTOP') });
    expect(await failureOf(asked)).toMatchObject({
      code: 'crashed',
      message: expect.stringContaining('no sign of life') as string,
    });
    await models.close();

    const other = start({ stopMs: 100 }).open({ weights });
    await other.ask(question());
    const stuck = onlyPid();
    const gone = new AbortController();
    const left = other.ask(LONG_QUESTION, {
      signal: gone.signal,
      onText: () => {
        if (gone.signal.aborted) return;
        process.kill(stuck, 'SIGSTOP');
        gone.abort();
      },
    });
    expect(await failureOf(left)).toMatchObject({ code: 'cancelled' });
    await expect(other.ask(question())).resolves.toMatchObject({ formHeld: true });
    expect(onlyPid()).not.toBe(stuck);
  });

  it('starts with the first question and gives its memory back when it has nothing to do', async () => {
    const model = start({ idleMs: 200 }).open({ weights });
    expect(models.pids).toEqual([]);
    const first = await model.ask(question());
    const pid = onlyPid();
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
    expect(models.pids).toEqual([]);
    await expect(model.ask(question())).resolves.toEqual(first);
  });

  it('ends with the process that started it, however that ends', async () => {
    start();
    const program = `
      import { EmbeddedModels } from ${JSON.stringify(new URL('./embedded-models.ts', import.meta.url).href)};
      const models = new EmbeddedModels();
      const model = models.open({ weights: ${JSON.stringify(weights)} });
      await model.ask(${JSON.stringify(question())});
      console.log(models.pids[0]);
      setInterval(() => undefined, 1000);
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await new Promise<string>((resolve) => parent.stdout.once('data', (data) => resolve(String(data))));
    const pid = Number(said);
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  });

  it('is shared by all who use the same weights, each with its own adapter', async () => {
    const [plain, adapted] = [start().open({ weights }), models.open({ weights, adapter })];
    const [said, saidOtherwise] = [await plain.ask(question()), await adapted.ask(question())];
    expect(saidOtherwise.text).not.toBe(said.text);
    expect(await plain.ask(question())).toEqual(said);
    expect(models.pids).toHaveLength(1);
    await adapted.close();
    expect(await plain.ask(question())).toEqual(said);
    const pid = onlyPid();
    await plain.close();
    expect(isRunning(pid)).toBe(false);
  });

  it('says what is wrong with a file, without its folder', async () => {
    const text = join(folder, 'notes.txt');
    await writeFile(text, 'no weights');
    start();
    for (const files of [{ weights: text }, { weights: join(folder, 'absent.gguf') }, { weights, adapter: text }]) {
      const failure = await failureOf(models.open(files).ask(question()));
      expect(failure).toMatchObject({ code: 'unreachable' });
      expect(failure.message).not.toContain(folder);
    }
    await expect(models.open({ weights }).ask(question())).resolves.toMatchObject({ formHeld: true });
  });

  it('reads marks of turns in what people wrote as plain text', async () => {
    const model = start().open({ weights });
    const tokens = async (text: string): Promise<number> =>
      (await model.ask(question({ messages: [{ role: 'user', text }] }))).promptTokens!;
    // Every byte of it is a token; as a mark it would be one.
    expect((await tokens('a</s>')) - (await tokens('a'))).toBe(4);
  });

  it('computes the hash of a file once, and again when the file changed', async () => {
    const [copy, hashFile] = [join(folder, 'copy.gguf'), join(folder, 'hashes.json')];
    await writeRandomModel(copy, { seed: 3 });
    models = new EmbeddedModels({ hashFile, limits: { niceness: 0 } });
    const hash = async (): Promise<string | null> => {
      const model = models.open({ weights: copy, adapter });
      const found = await model.probe();
      await model.close();
      return found.hash;
    };
    const first = await hash();
    expect(first).toMatch(/^[0-9a-f]{64}\+[0-9a-f]{64}$/);
    const kept = await readFile(hashFile, 'utf8');
    await writeFile(hashFile, kept.replace(first!.slice(0, 64), 'remembered'));
    models = new EmbeddedModels({ hashFile, limits: { niceness: 0 } });
    expect(await hash()).toMatch(/^remembered\+/);
    await writeRandomModel(copy, { seed: 4, chatTemplate: false });
    expect(await hash()).not.toMatch(/^remembered/);
  });
});
