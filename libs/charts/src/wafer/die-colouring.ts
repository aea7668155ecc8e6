import { binToken, rampToken, type ColourToken } from '../theme/chart-theme.ts';

/** What became of a die over its touchdowns: the codes of the stored wafer map. */
export const DIE_STATE = { noVerdict: -1, fail: 0, goodFirst: 1, recovered: 2, lostOnRetest: 3 } as const;

/** Three ways to read the states: by the first result, by the last, or by what retest changed. */
export type OutcomeReading = 'first' | 'final' | 'recovered';

/** What a map's colours say. Arrays run in the order of the dies. */
export type DieColouring =
  | {
      readonly kind: 'bin';
      readonly bins: ArrayLike<number>;
      /** Slot of each bin number; a bin without one is drawn as "other". 0 = passes. */
      readonly slots: ReadonlyMap<number, number>;
      /** With states, dies recovered on retest get their own tone. */
      readonly states?: ArrayLike<number>;
    }
  | { readonly kind: 'outcome'; readonly states: ArrayLike<number>; readonly reading: OutcomeReading }
  | {
      readonly kind: 'value';
      /** NaN = not run on this die. */
      readonly values: ArrayLike<number>;
      readonly low: number;
      readonly high: number;
    }
  /** Share of wafers that failed at the die, 0 to 1; `full` is the rate of the darkest step. NaN = never tested. */
  | { readonly kind: 'fail-rate'; readonly rates: ArrayLike<number>; readonly full: number }
  /** Difference of two fail rates; `full` is the difference, in size, of the outermost steps. */
  | { readonly kind: 'difference'; readonly differences: ArrayLike<number>; readonly full: number };

const UNTESTED: ColourToken = 'bin-untested';

/** Colour token of each die. A token, not a colour: the screen resolves it in CSS, paper by its theme. */
export function dieTokens(colouring: DieColouring, count: number): ColourToken[] {
  const tokenOf = readerOf(colouring);
  const tokens: ColourToken[] = [];
  for (let die = 0; die < count; die += 1) tokens.push(tokenOf(die));
  return tokens;
}

/** Dies that failed first and passed on retest: they carry a dot besides their tone. */
export function recoveredDies(colouring: DieColouring): number[] {
  const states = colouring.kind === 'bin' || colouring.kind === 'outcome' ? colouring.states : undefined;
  if (!states || (colouring.kind === 'outcome' && colouring.reading !== 'recovered')) return [];
  const dies: number[] = [];
  for (let die = 0; die < states.length; die++) if (states[die] === DIE_STATE.recovered) dies.push(die);
  return dies;
}

function readerOf(colouring: DieColouring): (die: number) => ColourToken {
  switch (colouring.kind) {
    case 'bin':
      return (die) => binOf(colouring.bins[die], colouring.states?.[die], colouring.slots);
    case 'outcome':
      return (die) => outcomeOf(colouring.states[die], colouring.reading);
    case 'value':
      return ramp('tide', colouring.values, (v) => (v - colouring.low) / (colouring.high - colouring.low || 1));
    case 'fail-rate':
      return ramp('heat', colouring.rates, (v) => v / (colouring.full || 1));
    case 'difference':
      return ramp('diff', colouring.differences, (v) => 0.5 + v / (colouring.full || 1) / 2);
  }
}

function ramp(
  name: 'heat' | 'tide' | 'diff',
  values: ArrayLike<number>,
  position: (value: number) => number,
): (die: number) => ColourToken {
  return (die) => {
    const value = values[die];
    return value === undefined || Number.isNaN(value) ? UNTESTED : rampToken(name, position(value));
  };
}

function binOf(bin: number | undefined, state: number | undefined, slots: ReadonlyMap<number, number>): ColourToken {
  if (bin === undefined || state === DIE_STATE.noVerdict) return UNTESTED;
  if (state === DIE_STATE.recovered) return 'bin-recovered';
  return binToken(slots.get(bin) ?? -1);
}

const OUTCOMES: Readonly<Record<OutcomeReading, Readonly<Record<number, ColourToken>>>> = {
  first: { 0: 'bin-1', 1: 'bin-pass', 2: 'bin-1', 3: 'bin-pass' },
  final: { 0: 'bin-1', 1: 'bin-pass', 2: 'bin-pass', 3: 'bin-1' },
  recovered: { 0: 'bin-1', 1: 'bin-pass', 2: 'bin-recovered', 3: 'bin-5' },
};

function outcomeOf(state: number | undefined, reading: OutcomeReading): ColourToken {
  return state === undefined ? UNTESTED : (OUTCOMES[reading][state] ?? UNTESTED);
}
