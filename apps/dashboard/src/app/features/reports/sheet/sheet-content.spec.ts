import { expect, it } from 'vitest';
import { comparedFigures } from './sheet-content.ts';

const figure = (label: string, value: string, unit = '') => ({ label, value, unit, note: '' });

it('sets the key figures of two periods side by side, also those that only one of them has', () => {
  const now = { keyFigures: [figure('Final yield', '92.1', '%'), figure('Excursions', '6')] };
  const before = { keyFigures: [figure('Final yield', '94.0', '%'), figure('Top loss', '2.53', 'pp')] };
  expect(comparedFigures(now, before)).toEqual([
    { label: 'Final yield', now: '92.1 %', before: '94.0 %' },
    { label: 'Excursions', now: '6', before: '–' },
    { label: 'Top loss', now: '–', before: '2.53 pp' },
  ]);
});
