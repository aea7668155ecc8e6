import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCALES, type Locale } from '@fabwright/facts';
import { writeRandomModel } from '@fabwright/testing/random-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectCorrect } from '../../test/correct-narrative.ts';
import { generatedSheets } from '../../test/generated-sheets.ts';
import { EmbeddedModels } from '../model/embedded/embedded-models.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { lexiconOf } from '../verifier/lexicon.ts';
import { narrateWith } from './narrate.ts';
import type { Phraser } from './phraser.ts';

/** Of each language. */
const SHEETS = Number(process.env['FAB_TEST_NOISE_SHEETS'] ?? 100);
/** Sections of one or two lines: noise is refused for its first, and more lines are more of the same. */
const MOST_PER_SECTION = 2;
/** Enough for a line. A letter is a token, and so is a Chinese character that texts may hold. */
const MOST_TOKENS: Readonly<Record<Locale, number>> = { en: 40, 'zh-CN': 20 };
const CHARACTERS = [
  ...new Set([...lexiconOf('zh-CN').values()].flat().flatMap(({ text }) => text.match(/\p{Script=Han}/gu) ?? [])),
];

describe('narration by a real model of random weights', () => {
  let folder: string;
  let model: LanguageModel;
  const models = new EmbeddedModels({ limits: { niceness: 0 } });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fabwright-models-'));
    const weights = join(folder, 'noise.gguf');
    await writeRandomModel(weights, { words: CHARACTERS });
    model = models.open({ weights });
    await model.probe();
  }, 120_000);
  afterAll(async () => {
    await models.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(LOCALES)(
    'lets nothing wrong through in %s, behind the grammar, and each section ends in a correct text',
    async (locale) => {
      let outside = 0;
      // Drafts hold no value of a sheet: many sheets bring the same question, and what it is answered is asked for once.
      const answers = new Map<string, string>();
      const phraser: Phraser = {
        grade: 'G2',
        write: async ({ draft, grammar, complaints }) => {
          const question = [complaints.length === 0 ? 'first' : 'second', draft, grammar].join('\n');
          const text = answers.get(question) ?? (await answerTo(draft, grammar, answers.size + 1));
          answers.set(question, text);
          if (/[\d%０-９％]|\{\{\W/u.test(text)) outside += 1;
          return text;
        },
      };
      const answerTo = async (draft: string, grammar: string, seed: number): Promise<string> => {
        const answer = await model.ask({
          messages: [{ role: 'user', text: draft }],
          form: { kind: 'grammar', gbnf: grammar },
          maxTokens: MOST_TOKENS[locale],
          temperature: 1,
          seed,
        });
        return answer.text;
      };
      for (const sheet of generatedSheets(SHEETS)) {
        const phrased = await narrateWith(phraser, sheet, locale, { mostPerSection: MOST_PER_SECTION });
        expectCorrect(phrased, sheet);
        for (const { grade, tries, refusals } of phrased.sections) {
          expect([grade, tries]).toEqual(grade === 'G0' ? ['G0', 2] : ['G2', refusals.length + 1]);
        }
      }
      // The noise came from the model and kept to the grammar; that nothing else failed would look the same.
      expect(answers.size).toBeGreaterThan(SHEETS / 2);
      expect(outside).toBe(0);
    },
    Math.max(300_000, SHEETS * 10_000),
  );
});
