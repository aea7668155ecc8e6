import type { ToolQuery } from '@fabwright/data-access';
import { describe, expect, it } from 'vitest';
import { busiest, unknownParts } from './tool-choice.ts';

type Tool = Extract<ToolQuery['tool'], { __typename: 'Tool' }>;

const row = (productId: string, stepId: string, lots: number): Tool['yields'][number] => ({
  stepId,
  stepName: stepId,
  productId,
  value: 0.9,
  others: 0.9,
  lots,
  otherLots: lots,
  wafers: lots,
  difference: 0,
  p: 1,
  reading: 'NO_DIFFERENCE',
});
const tool = { yields: [row('MCU', 'STI', 2), row('PMIC', 'STI', 8), row('PMIC', 'VIA', 10)] } as unknown as Tool;

describe('what a tool page shows unasked', () => {
  it('is the product and step of most lots, within what the link names', () => {
    const at = (choice: Parameters<typeof busiest>[1]): string[] => {
      const { productId = '', stepId = '' } = busiest(tool, choice) ?? {};
      return [productId, stepId];
    };
    expect(at({})).toEqual(['PMIC', 'VIA']);
    expect(at({ step: 'STI' })).toEqual(['PMIC', 'STI']);
    expect(at({ product: 'MCU' })).toEqual(['MCU', 'STI']);
    expect(busiest(tool, { product: 'NPU' })).toBeUndefined();
    expect(busiest(null, {})).toBeUndefined();
  });
});

it('names parts of a link that the tool does not have', () => {
  const found = { ...tool, chambers: ['A'], sensors: [] };
  const choice = { product: undefined, weeks: 8, step: 'GATE', chamber: 'Z', sensor: 'mean:gone' };
  const shown = { product: 'PMIC', step: 'VIA' };
  expect(unknownParts(found, choice, shown)).toEqual(['f.step=GATE', 'f.chamber=Z', 'sensor=mean:gone']);
  expect(unknownParts(found, { ...choice, step: 'VIA', chamber: 'A', sensor: undefined }, shown)).toEqual([]);
  expect(unknownParts(null, choice, shown)).toEqual([]);
});
