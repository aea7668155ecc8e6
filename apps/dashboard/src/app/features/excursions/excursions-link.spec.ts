import { describe, expect, it } from 'vitest';
import { isFiltered, readExcursionsLink, toExcursionFilter, writeExcursionsLink } from './excursions-link.ts';

const none = { state: undefined, p: undefined, kind: undefined, owner: undefined, ack: undefined, q: undefined };

describe('the link of the excursions', () => {
  it('asks for what is live when nothing was chosen', () => {
    const { choice, dropped } = readExcursionsLink(none);
    expect(dropped).toEqual([]);
    expect(isFiltered(choice)).toBe(false);
    expect(toExcursionFilter(choice).states).toEqual(['OPEN', 'CONTAINED', 'CAUSE_FOUND']);
  });

  it('comes back as it was written', () => {
    const chosen = {
      state: 'CAUSE_FOUND',
      product: 'K7',
      kinds: ['BIN', 'SENSOR'],
      owner: 'a1',
      unacknowledged: true,
      search: 'ETC 207',
    } as const;
    const { after, page, ...params } = writeExcursionsLink(chosen);
    expect([after, page]).toEqual([null, null]);
    expect(params).toEqual({ state: 'cause-found', p: 'K7', kind: 'bin,sensor', owner: 'a1', ack: 'no', q: 'ETC 207' });
    expect(readExcursionsLink({ ...none, ...params }).choice).toEqual(chosen);
    expect(toExcursionFilter(chosen)).toMatchObject({ states: ['CAUSE_FOUND'], unacknowledged: true });
  });

  it('names what it does not understand', () => {
    const { choice, dropped } = readExcursionsLink({ ...none, state: 'lost', kind: 'bin,ghost', ack: 'maybe' });
    expect(dropped).toEqual(['state=lost', 'kind=ghost', 'ack=maybe']);
    expect(choice).toMatchObject({ state: null, kinds: ['BIN'], unacknowledged: false });
  });
});
