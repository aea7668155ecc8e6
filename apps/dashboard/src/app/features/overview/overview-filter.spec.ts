import { describe, expect, it } from 'vitest';
import { readLink, toYieldFilter, writeLink } from './overview-filter.ts';

const empty = { p: undefined, ins: undefined, t: undefined, y: undefined, by: undefined, lt: undefined };

describe('the overview in a link', () => {
  it('means the defaults when it says nothing', () => {
    expect(readLink(empty)).toEqual({
      product: undefined,
      insertion: undefined,
      weeks: 8,
      kind: 'FINAL',
      by: 'LOT',
      lotTypes: ['PRODUCTION'],
    });
  });

  it('reads what a colleague chose', () => {
    const choice = readLink({
      p: 'PMIC-K7',
      ins: 'CP2',
      t: '-26w',
      y: 'first',
      by: 'week',
      lt: 'engineering,production',
    });
    expect(choice).toMatchObject({ product: 'PMIC-K7', insertion: 'CP2', weeks: 26, kind: 'FIRST_PASS', by: 'WEEK' });
    expect(choice.lotTypes).toEqual(['ENGINEERING', 'PRODUCTION']);
  });

  it('drops values that mean nothing', () => {
    const choice = readLink({ ...empty, t: '-7000w', y: 'best', by: 'moon', lt: 'secret' });
    expect(choice).toEqual(readLink(empty));
  });

  it('keeps defaults out, and is read back as it was written', () => {
    expect(writeLink({ weeks: 8, kind: 'FINAL', by: 'LOT', lotTypes: ['PRODUCTION'] })).toEqual({
      t: null,
      y: null,
      by: null,
      lt: null,
    });
    const params = writeLink({ product: 'A', weeks: 13, kind: 'RECORD', by: 'WEEK', lotTypes: ['ENGINEERING'] });
    expect(readLink({ ...empty, ...params })).toMatchObject({
      product: 'A',
      weeks: 13,
      kind: 'RECORD',
      by: 'WEEK',
      lotTypes: ['ENGINEERING'],
    });
  });

  it('asks the server in weeks, not in times of the browser', () => {
    expect(toYieldFilter(readLink(empty), 'A')).toEqual({
      productId: 'A',
      insertion: null,
      lotTypes: ['PRODUCTION'],
      weeks: 8,
    });
  });
});
