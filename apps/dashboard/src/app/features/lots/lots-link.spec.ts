import { describe, expect, it } from 'vitest';
import { readLotsLink, toLotFilter, writeLotsLink, type LotsLink } from './lots-link.ts';

const empty: LotsLink = {
  p: undefined,
  ins: undefined,
  lt: undefined,
  t: undefined,
  q: undefined,
  floor: undefined,
  hold: undefined,
  sort: undefined,
};
const shanghai = { zone: 'Asia/Shanghai' };

describe('the list of lots in a link', () => {
  it('means production lots of all time, newest first, when it says nothing', () => {
    const { choice, dropped } = readLotsLink(empty);
    expect(choice).toMatchObject({ lotTypes: ['PRODUCTION'], period: null, sort: 'TESTED_AT', descending: true });
    expect(dropped).toEqual([]);
    expect(toLotFilter(choice, shanghai)).toEqual({
      productId: null,
      insertion: null,
      lotTypes: ['PRODUCTION'],
      search: null,
      belowFloor: null,
      onHold: null,
    });
  });

  it('reads back what it wrote, and writes no default', () => {
    const link = { ...empty, p: 'PMIC-K7', lt: 'all', t: '-13w', q: '800', floor: 'below', hold: 'yes', sort: 'final' };
    const { choice } = readLotsLink(link);
    expect(choice).toMatchObject({ sort: 'FINAL_YIELD', descending: false, belowFloor: true, onHold: true });
    expect({ ...empty, ...writeLotsLink(choice) }).toMatchObject({ ...link, ins: null, after: null, page: null });
    const defaults = readLotsLink(empty).choice;
    expect(Object.values(writeLotsLink(defaults)).every((value) => value === null)).toBe(true);
  });

  it('takes days as days of the fab, both included', () => {
    const { choice } = readLotsLink({ ...empty, t: '2001-01-30..2001-02-02' });
    expect(toLotFilter(choice, shanghai)).toMatchObject({
      from: '2001-01-29T16:00:00.000Z',
      to: '2001-02-02T16:00:00.000Z',
    });
    expect(writeLotsLink({ period: choice.period })['t']).toBe('2001-01-30..2001-02-02');
  });

  it.each([
    ['t', '-0w'],
    ['t', '2026-02-31..2026-03-01'],
    ['t', '2026-03-02..2026-03-01'],
    ['lt', 'secret'],
    ['sort', 'moon'],
  ])('names %s=%s, which means nothing, instead of dropping it in silence', (name, value) => {
    const { choice, dropped } = readLotsLink({ ...empty, [name]: value });
    expect(choice).toEqual(readLotsLink(empty).choice);
    expect(dropped).toEqual([`${name}=${value}`]);
  });
});
