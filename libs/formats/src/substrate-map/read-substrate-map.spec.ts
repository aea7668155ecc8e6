import { describe, expect, it } from 'vitest';
import { collectSortFile, inPieces, type CollectedSortFile } from '../sort-file/collect-sort-file.spec-support.ts';
import { binOutcomes, verdictOf } from '../sort-file/verdict.ts';
import { mapTime } from './map-time.ts';
import { readSubstrateMap } from './read-substrate-map.ts';
import { SubstrateMapError, type SubstrateMapErrorCode } from './substrate-map-error.ts';
import { e142, g85, ROWS } from './substrate-map-text.spec-support.ts';

const read = (text: string, pieces = [1 << 16]): Promise<CollectedSortFile> =>
  collectSortFile(readSubstrateMap(inPieces(new TextEncoder().encode(text), pieces), { fileName: 'map.xml' }));

/** `x/y` → bin and verdict. */
function diesOf(file: CollectedSortFile): Map<string, string> {
  const bins = file.items.find((item) => item.kind === 'bins');
  const outcomes = binOutcomes(bins?.hard ?? []);
  const dies = new Map<string, string>();
  for (const { count, x, y, hardBin, flags } of file.segments) {
    for (let at = 0; at < count; at += 1) {
      dies.set(`${x[at]}/${y[at]}`, `${hardBin[at]} ${verdictOf(flags[at]!, hardBin[at]!, outcomes)}`);
    }
  }
  return dies;
}

const EIGHT_DIES = new Map([
  ['1/0', '1 pass'],
  ['0/1', '1 pass'],
  ['1/1', '1 pass'],
  ['2/1', '1 pass'],
  ['0/2', '1 pass'],
  ['1/2', '5 fail'],
  ['2/2', '2 none'],
  ['1/3', '1 pass'],
]);

describe('the same wafer in E142 and G85', () => {
  it.each([
    ['E142', e142(), 'E142 SortGrade'],
    ['G85', g85(), 'G85'],
  ])('%s gives the same dies', async (_name, text, program) => {
    for (const pieces of [[1 << 16], [1], [5, 2]]) {
      const file = await read(text, pieces);
      expect(diesOf(file)).toEqual(EIGHT_DIES);
      const startTime = Date.UTC(2026, 10, 20, 7, 30, 5) / 1000;
      expect(file.items[0]).toMatchObject({ kind: 'header', lotId: 'L-1', product: 'PMIC', program, startTime });
      expect(file.items.find((item) => item.kind === 'wafer-layout')).toMatchObject({
        notch: 'down',
        positiveX: 'right',
        positiveY: 'up',
        dieWidthMm: 10,
        dieHeightMm: 20,
        referenceDie: { x: 1, y: 2 },
      });
      expect(file.summary).toMatchObject({ partRecords: 8, wafers: 1, tests: 0, bytes: text.length });
    }
  });

  it('takes any other place of the origin for what it is', async () => {
    const axes = (items: CollectedSortFile['items']) => {
      const layout = items.find((item) => item.kind === 'wafer-layout');
      return [layout?.positiveX, layout?.positiveY];
    };
    const upper = await read(
      e142({ map: 'OriginLocation="UpperLeft" AxisDirection="DownRight"', rows: [...ROWS].reverse() }),
    );
    expect(axes(upper.items)).toEqual(['right', 'down']);
    expect(diesOf(upper).get('1/1')).toBe('5 fail');
    const g85Upper = await read(g85('OriginLocation="2"'));
    expect(diesOf(g85Upper)).toEqual(diesOf(upper));
    const right = await read(g85('OriginLocation="4"'));
    expect(axes(right.items)).toEqual(['left', 'up']);
    expect(diesOf(right).get('0/2')).toBe('2 none');
    const middle = await read(g85('OriginLocation="0"'));
    expect(diesOf(middle).get('0/0')).toBe('5 fail');
    const far = await read(e142({ map: 'OriginLocation="UpperRight" AxisDirection="UpRight"' }));
    expect(diesOf(far).get('-1/-1')).toBe('5 fail');
  });

  it('keeps the direction of the notch', async () => {
    const turned = await read(e142({ map: 'Orientation="90"' }));
    expect(turned.items.find((item) => item.kind === 'wafer-layout')).toMatchObject({ notch: 'left' });
  });

  it('reads rows that tell their own coordinates', async () => {
    const rows = ROWS.map((row, y) => `<BinCode X="10" Y="${20 + y}">${row}</BinCode>`).reverse();
    expect(diesOf(await read(e142({ rows }))).get('11/22')).toBe('5 fail');
  });

  it.each([
    ['Ascii', 'NullBin="."', ['.1.', '111', '15A', '.1.'], '5 fail', '65 none'],
    ['Decimal', 'NullBin="255"', ['255001255', '001001001', '001005066', '255001255'], '5 fail', '66 none'],
    ['Decimal', 'NullBin="255"', ['255 1 255', '1 1 1', '1 5 66', '255 1 255'], '5 fail', '66 none'],
    [
      'Integer2',
      'NullBin="FFFF"',
      ['FFFF0001FFFF', '000100010001', '000100050100', 'FFFF0001FFFF'],
      '5 fail',
      '256 none',
    ],
  ])('reads bins of type %s', async (type, nullBin, rows, fifth, other) => {
    const definitions = `<BinDefinition BinCode="1" BinQuality="Pass"/><BinDefinition BinCode="5" BinQuality="Fail"/>`;
    const dies = diesOf(await read(e142({ bins: `BinType="${type}" ${nullBin}`, rows, definitions })));
    expect(dies.size).toBe(8);
    expect([dies.get('1/2'), dies.get('2/2')]).toEqual([fifth, other]);
  });
});

const REFUSED: readonly (readonly [string, string, SubstrateMapErrorCode])[] = [
  ['an empty file', '', 'empty-file'],
  ['no XML', 'FAR MIR PRR', 'not-a-substrate-map'],
  ['another document', '<html><body/></html>', 'not-a-substrate-map'],
  ['a DOCTYPE', e142({ before: '<!DOCTYPE MapData>\n' }), 'doctype-refused'],
  [
    'entities that grow',
    e142({ before: '<!DOCTYPE MapData [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n' }),
    'doctype-refused',
  ],
  ['an entity that nobody defined', e142({ lot: '<LotId>&lot;</LotId>' }), 'not-well-formed'],
  ['a file cut in the middle', e142().slice(0, -200), 'not-well-formed'],
  ['elements crossed', e142().replace('</Overlay>', '</Layout>'), 'not-well-formed'],
  ['no lot', e142({ lot: '' }), 'lot-missing'],
  ['a strip', g85().replace('SubstrateType="Wafer"', 'SubstrateType="Strip"'), 'not-a-wafer'],
  ['no wafer', g85().replace('SubstrateId="W-01"', ''), 'field-missing'],
  ['an orientation of 45°', g85('Orientation="45"'), 'field-missing'],
  ['an origin of nowhere', e142({ map: 'OriginLocation="Left"' }), 'field-missing'],
  ['bins of an unknown type', e142({ bins: 'BinType="Float" NullBin="FF"' }), 'unsupported-bin-type'],
  ['a bin that is none', e142({ rows: ['FFZZFF', ...ROWS.slice(1)] }), 'not-a-bin'],
  ['a row too short', e142({ rows: ['FF01', ...ROWS.slice(1)] }), 'row-length'],
  ['a row that ends within a bin', e142({ rows: ['FF01F', ...ROWS.slice(1)] }), 'row-length'],
  ['a row missing', e142({ rows: ROWS.slice(1) }), 'row-count'],
  ['no rows', g85('', []), 'row-count'],
  ['no map of bins', e142().replace(/<BinCodeMap[\s\S]*<\/BinCodeMap>/, ''), 'bins-missing'],
  ['only dies that are none', e142({ rows: ROWS.map(() => 'FFFFFF') }), 'bins-missing'],
  ['two products', g85().replace('</Map>', '<Device/></Map>'), 'several-devices'],
  ['a text without end', `<MapData>${'a'.repeat(2_000_000)}`, 'limit-exceeded'],
  ['an attribute without end', `<MapData a="${'a'.repeat(2_000_000)}`, 'limit-exceeded'],
  ['elements without end', '<MapData>'.repeat(100), 'limit-exceeded'],
];

describe('odd maps', () => {
  it.each(REFUSED)('refuses %s', async (_name, text, code) => {
    const error = await read(text, [4096]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SubstrateMapError);
    expect(error).toMatchObject({ code, fileName: 'map.xml' });
    expect((error as SubstrateMapError).message).toContain(`map.xml: `);
    expect((error as SubstrateMapError).remedy.length).toBeGreaterThan(10);
  });

  it('refuses bytes that are no text', async () => {
    const bytes = new TextEncoder().encode(e142());
    bytes[200] = 0xff;
    await expect(collectSortFile(readSubstrateMap([bytes]))).rejects.toMatchObject({ code: 'not-well-formed' });
  });

  it('reads UTF-16 and a byte order mark', async () => {
    const text = `\ufeff${e142().replace('encoding="UTF-8"', 'encoding="UTF-16"')}`;
    const utf16 = Uint8Array.from(Buffer.from(text, 'utf16le'));
    expect(diesOf(await collectSortFile(readSubstrateMap([utf16.slice(0, 3), utf16.slice(3)])))).toEqual(EIGHT_DIES);
    expect(diesOf(await read(`\ufeff${e142()}`))).toEqual(EIGHT_DIES);
  });

  it.each([
    ['a map that counts more dies', e142().replace('BinCount="6"', 'BinCount="7"'), 'bin-count-contradiction'],
    ['a bin without a definition', e142({ definitions: '' }), 'bin-undefined'],
    ['no time', e142().replace('2026112007300500', ''), 'time-missing'],
    ['rows without coordinates', e142(), 'row-order-assumed'],
  ])('reads with a warning: %s', async (_name, text, code) => {
    const { summary } = await read(text);
    expect(summary.partRecords).toBe(8);
    expect(Object.keys(summary.warningCounts)).toContain(code);
  });

  it('reads the first of two maps of bins and says so', async () => {
    const overlay = /<Overlay[\s\S]*<\/Overlay>/.exec(e142())![0];
    const { summary } = await read(e142().replace('</SubstrateMap>', `${overlay}</SubstrateMap>`));
    expect(summary).toMatchObject({ partRecords: 8, warningCounts: { 'overlay-passed-over': 1 } });
  });
});

it.each([
  ['2026112007300500', '2026-11-20T07:30:05.000Z'],
  ['2026-11-20T07:30', '2026-11-20T07:30:00.000Z'],
  ['2026-02-30T07:30:00', null],
  ['yesterday', null],
])('reads the time %s', (text, expected) => {
  const seconds = mapTime(text);
  expect(seconds === null ? null : new Date(seconds * 1000).toISOString()).toBe(expected);
});
