import { type lotFactSheet, narrateWith } from '@fabwright/language';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { expect, it } from 'vitest';
import { narrationFigures } from './narration-figures.ts';

const [sheet] = generatedSheets(1) as [ReturnType<typeof lotFactSheet>];

it('texts that a model chose count as its own, those that it did not fall to the templates', async () => {
  const chosen = await narrateWith(
    { grade: 'G1', choose: ({ frames }) => Promise.resolve(frames.map(() => ({ frame: 0, connective: 'none' }))) },
    sheet,
    'en',
  );
  const noise = await narrateWith({ grade: 'G2', write: () => Promise.resolve('noise') }, sheet, 'en');
  const figures = narrationFigures([
    { text: chosen, seconds: 3 },
    { text: noise, seconds: 1 },
  ]);
  expect(figures).toMatchObject({ firstPass: 0.5, passed: 0.5, fallback: 0.5, coverage: 0.5 });
  expect(figures.secondsASection).toBeCloseTo(4 / figures.sections);
  expect(figures.distinct2).toBeGreaterThan(0.3);
  expect(narrationFigures([])).toMatchObject({ sections: 0, firstPass: null, distinct2: null });
});
