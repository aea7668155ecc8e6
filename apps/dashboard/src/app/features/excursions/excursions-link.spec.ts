import { describe, expect, it } from 'vitest';
import {
  isFiltered,
  readCursor,
  readExcursionsLink,
  toExcursionFilter,
  writeExcursionsLink,
} from './excursions-link.ts';

const none = {
  ...{ state: undefined, p: undefined, kind: undefined, owner: undefined },
  ...{ ack: undefined, q: undefined, after: undefined, page: undefined },
};

const OWNER = '0198c1de-7a30-7c9b-8f0e-3a5d6c1b2e4f';

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
      owner: OWNER,
      unacknowledged: true,
      search: 'ETC 207',
    } as const;
    const { after, page, ...params } = writeExcursionsLink(chosen);
    expect([after, page]).toEqual([null, null]);
    expect(params).toEqual({
      state: 'cause-found',
      p: 'K7',
      kind: 'bin,sensor',
      owner: OWNER,
      ack: 'no',
      q: 'ETC 207',
    });
    expect(readExcursionsLink({ ...none, ...params }).choice).toEqual(chosen);
    expect(toExcursionFilter(chosen)).toMatchObject({ states: ['CAUSE_FOUND'], unacknowledged: true });
  });

  it('begins anew where the place in the list is none', () => {
    const cursor = btoa('[1791000000000,"EX-0412"]').replaceAll('=', '');
    expect(readCursor(cursor)).toBe(cursor);
    expect(['garbage', btoa('{"a":1}'), btoa('[1]'), '', undefined].map(readCursor)).toEqual(Array(5).fill(null));
    expect(readExcursionsLink({ ...none, after: 'garbage', page: '-4' }).dropped).toEqual(['after=garbage', 'page=-4']);
    expect(readExcursionsLink({ ...none, after: cursor, page: '2' }).dropped).toEqual([]);
  });

  it('names what it does not understand', () => {
    const { choice, dropped } = readExcursionsLink({
      ...none,
      state: 'lost',
      kind: 'bin,ghost',
      owner: 'a1',
      ack: 'maybe',
    });
    expect(dropped).toEqual(['state=lost', 'owner=a1', 'ack=maybe', 'kind=ghost']);
    expect(choice).toMatchObject({ state: null, kinds: ['BIN'], unacknowledged: false });
  });
});
