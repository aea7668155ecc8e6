import type { WaferMap } from '@fabwright/contracts';
import { describe, expect, it } from 'vitest';
import { difference, ringGroup, shownStack, stackYield, toStacks } from './wafer-stacks.ts';

const geometry = {
  diameterMm: 30,
  dieWidthMm: 10,
  dieHeightMm: 10,
  edgeExclusionMm: 0,
  centreX: 0,
  centreY: 0,
  notch: 'down',
} as const;

/** Five dies as a cross; `states` in the order centre, right, left, up, down. */
const wafer = (waferId: string, ...states: number[]): WaferMap => ({
  waferId,
  slot: null,
  x: Int16Array.of(0, 1, -1, 0, 0),
  y: Int16Array.of(0, 0, 0, 1, -1),
  softBin: new Uint16Array(5),
  hardBin: new Uint16Array(5),
  state: Int8Array.from(states),
});

const maps = [
  wafer('A', 1, 0, 1, 1, 1),
  wafer('B', 1, 0, 3, 2, 1),
  wafer('C', 1, 1, 1, 1, 1),
  wafer('D', 0, 1, 1, 1, -1),
];

describe('stacks of a lot', () => {
  it('compare the selection with the rest and share one scale', () => {
    const stacks = toStacks(maps, ['A', 'B']);
    expect([stacks.all.wafers, stacks.selected?.wafers, stacks.rest?.wafers]).toEqual([4, 2, 2]);
    expect(stacks.full).toBe(1);
    expect(toStacks(maps, []).selected).toBeNull();
    expect(toStacks(maps, ['A', 'B', 'C', 'D']).rest).toBeNull();
  });

  it('let no stack of few wafers set the scale when there is a sound one', () => {
    const many = [...Array.from({ length: 9 }, (_, n) => wafer(`G${n}`, 1, 1, 1, 1, 1)), wafer('X', 0, 1, 1, 1, 1)];
    expect(toStacks(many, ['X']).full).toBe(0.1);
  });

  it('subtract die by die, selected minus rest', () => {
    const { selected, rest } = toStacks(maps, ['A', 'B']);
    const byDie = new Map(
      [...selected!.x].map((x, die) => [`${x},${selected!.y[die]}`, difference(selected!, rest!)[die]]),
    );
    expect(byDie.get('1,0')).toBe(1);
    expect(byDie.get('0,0')).toBe(-0.5);
    expect(byDie.get('0,1')).toBe(0);
  });

  it('show nothing for a mode whose wafers are not there', () => {
    expect(shownStack(toStacks(maps, []), 'sel', geometry)).toBeNull();
    expect(shownStack(toStacks(maps, []), 'all', geometry)?.stack.wafers).toBe(4);
  });

  it('count the yield over tested dies only', () => {
    expect(stackYield(toStacks(maps, []).all)).toBeCloseTo(1 - 4 / 19, 12);
  });

  it('put the rings where half of their area lies inside', () => {
    const { rings } = ringGroup('all', toStacks(maps, []).all, geometry, true);
    expect(rings).toHaveLength(10);
    expect(rings[0]?.radiusMm).toBeCloseTo(15 * Math.sqrt(0.05), 9);
    expect(rings[0]?.yield).toBe(0.75);
    expect(rings.at(-1)?.yield).toBeNull();
  });
});
