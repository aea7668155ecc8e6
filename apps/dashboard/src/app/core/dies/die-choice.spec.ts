import { describe, expect, it } from 'vitest';
import { chosenAfter, placesOf } from './die-choice.ts';

const map = { x: Int16Array.of(0, 1, 2, 0, 1, 2), y: Int16Array.of(0, 0, 0, 1, 1, 1) };
const marked = (...dies: number[]) => placesOf(map, dies);

describe('dies marked on a map', () => {
  it('take the place of those before, join them or leave them', () => {
    expect(chosenAfter('2.1', marked(0, 1), 'replace')).toEqual({ kind: 'chosen', text: '0.0.2' });
    expect(chosenAfter('2.0', marked(0, 1), 'add')).toEqual({ kind: 'chosen', text: '0.0.3' });
    expect(chosenAfter('0.0.3', marked(1), 'remove')).toEqual({ kind: 'chosen', text: '0.0_2.0' });
    expect(chosenAfter(undefined, marked(4), 'add')).toEqual({ kind: 'chosen', text: '1.1' });
  });

  it('are all again when none is left', () => {
    expect(chosenAfter('0.0', marked(0), 'remove')).toEqual({ kind: 'chosen', text: null });
    expect(chosenAfter('0.0', marked(), 'replace')).toEqual({ kind: 'chosen', text: null });
  });

  it('leave alone what this map does not have', () => {
    expect(chosenAfter('9.9_0.0', marked(0), 'remove')).toEqual({ kind: 'chosen', text: '9.9' });
  });

  it('are refused where they lie too scattered for a link', () => {
    const board = Array.from({ length: 60 * 60 }, (_, at) => at).filter((at) => ((at % 60) + Math.floor(at / 60)) % 2);
    const places = { x: board.map((at) => at % 60), y: board.map((at) => Math.floor(at / 60)) };
    expect(chosenAfter('0.0', places, 'add')).toEqual({ kind: 'too-scattered' });
  });
});
