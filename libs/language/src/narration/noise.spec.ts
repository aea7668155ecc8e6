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
import { narrateWith } from './narrate.ts';
import type { Phraser } from './phraser.ts';

/** Of each language; all 200 take many minutes: FAB_TEST_NOISE_SHEETS=200. */
const SHEETS = Number(process.env['FAB_TEST_NOISE_SHEETS'] ?? 3);
/** Enough for a line or two; a Chinese character is three tokens of this model. */
const MOST_TOKENS: Readonly<Record<Locale, number>> = { en: 80, 'zh-CN': 120 };

describe('narration by a real model of random weights', () => {
  let folder: string;
  let model: LanguageModel;
  const models = new EmbeddedModels({ limits: { niceness: 0 } });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fabwright-models-'));
    const weights = join(folder, 'noise.gguf');
    await writeRandomModel(weights);
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
      let [seed, answers, outside] = [0, 0, 0];
      const phraser: Phraser = {
        grade: 'G2',
        write: async ({ draft, grammar }) => {
          const { text } = await model.ask({
            messages: [{ role: 'user', text: draft }],
            form: { kind: 'grammar', gbnf: grammar },
            maxTokens: MOST_TOKENS[locale],
            temperature: 1,
            seed: ++seed,
          });
          answers += 1;
          if (/[\d%０-９％]|\{\{\W/u.test(text)) outside += 1;
          return text;
        },
      };
      for (const sheet of generatedSheets(SHEETS)) {
        const phrased = await narrateWith(phraser, sheet, locale);
        expectCorrect(phrased, sheet);
        for (const { grade, tries, refusals } of phrased.sections) {
          expect([grade, tries]).toEqual(grade === 'G0' ? ['G0', 2] : ['G2', refusals.length + 1]);
        }
      }
      // The noise came from the model and kept to the grammar; that nothing else failed would look the same.
      expect(answers).toBeGreaterThan(SHEETS * 2);
      expect(outside).toBe(0);
    },
    Math.max(300_000, SHEETS * 60_000),
  );
});
