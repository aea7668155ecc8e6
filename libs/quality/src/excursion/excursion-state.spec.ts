import { describe, expect, it } from 'vitest';
import { ExcursionAct, ExcursionState, isLive, possibleActs, stateAfter } from './excursion-state.ts';

const { OPEN, CONTAINED, CAUSE_FOUND, CLOSED, DISMISSED, WITHDRAWN } = ExcursionState;
const STATES = [OPEN, CONTAINED, CAUSE_FOUND, CLOSED, DISMISSED, WITHDRAWN];

/** Act × state, written a second time and by hand: the state afterwards, `-` where the act is not possible. */
const EXPECTED: Readonly<Record<ExcursionAct, string>> = {
  //                     open         contained    cause-found  closed       dismissed    withdrawn
  opened: '              -            -            -            -            -            open',
  joined: '              open         contained    cause-found  -            -            -',
  updated: '             open         contained    cause-found  -            -            -',
  withdrawn: '           withdrawn    -            -            -            -            -',
  acknowledged: '        open         contained    cause-found  -            -            -',
  assigned: '            open         contained    cause-found  -            -            -',
  contained: '           contained    contained    cause-found  -            -            -',
  'hold-requested': '    open         contained    cause-found  -            -            -',
  'cause-found': '       cause-found  cause-found  cause-found  -            -            -',
  'action-added': '      open         contained    cause-found  -            -            -',
  'action-done': '       open         contained    cause-found  closed       dismissed    -',
  comment: '             open         contained    cause-found  closed       dismissed    withdrawn',
  closed: '              -            closed       closed       -            -            -',
  dismissed: '           dismissed    dismissed    dismissed    -            -            -',
  reopened: '            -            -            -            open         open         -',
};

describe('the life of an excursion', () => {
  const cells = Object.values(ExcursionAct).flatMap((act) => STATES.map((state, at) => [act, state, at] as const));

  it.each(cells)('%s on %s', (act, state, at) => {
    const expected = EXPECTED[act].trim().split(/\s+/)[at];
    expect(stateAfter(state, act) ?? '-').toBe(expected);
  });

  it('leads to an end from everywhere that is live, and back', () => {
    for (const state of STATES.filter(isLive)) {
      expect(stateAfter(state, ExcursionAct.DISMISSED)).toBe(DISMISSED);
    }
    expect(possibleActs(CLOSED)).toEqual([ExcursionAct.ACTION_DONE, ExcursionAct.COMMENTED, ExcursionAct.REOPENED]);
    expect(possibleActs(WITHDRAWN)).toEqual([ExcursionAct.COMMENTED]);
  });

  it('offers a person nothing that only the detectors do', () => {
    const detectors = [ExcursionAct.OPENED, ExcursionAct.JOINED, ExcursionAct.UPDATED, ExcursionAct.WITHDRAWN];
    for (const state of STATES) for (const act of detectors) expect(possibleActs(state)).not.toContain(act);
  });
});
