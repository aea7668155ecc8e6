import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readModelCard } from './model-card.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabwright-cards-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const card = { title: 'Gemma 3 270M, 4 bit', licence: 'Gemma Terms of Use', source: 'npm run model' };
const read = async (text: string): Promise<unknown> => {
  await writeFile(join(folder, 'm.gguf.json'), text);
  return readModelCard(join(folder, 'm.gguf'));
};

describe('the card of a file of weights', () => {
  it('says what it is, and at which grade it does best', async () => {
    expect(await read(JSON.stringify({ ...card, grade: 'G1', sha256: 'a' }))).toEqual({ ...card, grade: 'G1' });
    expect(await read(JSON.stringify(card))).toEqual(card);
    const adapted = { ...card, grade: 'G2', adapterFile: 'a.gguf', trainedKinds: ['yield.final'] };
    expect(await read(JSON.stringify(adapted))).toEqual(adapted);
    expect(await read(JSON.stringify({ ...card, adapterOf: 'm.gguf', measured: [] }))).toEqual({
      ...card,
      adapterOf: 'm.gguf',
    });
    const taught = {
      ...card,
      adapterOf: 'm.gguf',
      taughtWordings: { en: { 'retest.none': ['No die was retested.'] } },
    };
    expect(await read(JSON.stringify(taught))).toEqual(taught);
  });

  it.each([
    ['no JSON', '{'],
    ['another form', JSON.stringify({ ...card, grade: 'G9' })],
    ['a title without an end', JSON.stringify({ ...card, title: 'x'.repeat(300) })],
    ['more than a card', JSON.stringify({ ...card, more: 'x'.repeat(70_000) })],
    ['wordings of another language', JSON.stringify({ ...card, taughtWordings: { fr: {} } })],
    ['a message without wordings', JSON.stringify({ ...card, taughtWordings: { en: { 'retest.none': [] } } })],
  ])('is none where the file holds %s', async (_, text) => {
    expect(await read(text)).toBeNull();
  });

  it('is none where there is no file', async () => {
    expect(await readModelCard(join(folder, 'none.gguf'))).toBeNull();
  });
});
