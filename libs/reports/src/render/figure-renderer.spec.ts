import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { LATIN_FONT } from './fonts.ts';
import { renderPdf } from './render-pdf.ts';

/** A path as a reader of the file sees it: its box in points of the page, and what it is painted with. */
interface Seen {
  readonly box: readonly number[];
  readonly paint: readonly unknown[];
}

type Matrix = readonly [number, number, number, number, number, number];

const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

const PAINT = [
  ...[OPS.setFillRGBColor, OPS.setStrokeRGBColor],
  ...[OPS.setLineWidth, OPS.setDash, OPS.setLineCap, OPS.setLineJoin],
];

type Paint = readonly [operator: number, ...unknown[]];

/** Of the colours and the width that are set, those that a path is painted with. */
function used(how: number, paint: readonly Paint[]): Paint[] {
  const fills = how !== OPS.stroke;
  const strokes = how !== OPS.fill;
  return paint
    .filter(([operator]) => (operator === OPS.setFillRGBColor ? fills : strokes))
    .toSorted(([one], [other]) => one - other);
}

async function seen(pdf: Uint8Array): Promise<Seen[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise;
  const { fnArray, argsArray } = await (await document.getPage(1)).getOperatorList();
  const found: Seen[] = [];
  const kept: { readonly matrix: Matrix; readonly paint: readonly Paint[] }[] = [];
  let [matrix, paint]: [Matrix, readonly Paint[]] = [[1, 0, 0, 1, 0, 0], []];
  fnArray.forEach((operator, at) => {
    const args = argsArray[at] as never;
    if (operator === OPS.save) kept.push({ matrix, paint });
    else if (operator === OPS.restore) ({ matrix, paint } = kept.pop() ?? { matrix, paint });
    else if (operator === OPS.transform) matrix = times(matrix, args);
    else if (PAINT.includes(operator))
      paint = [...paint.filter(([set]) => set !== operator), [operator, ...(args as unknown[])]];
    else if (operator === OPS.constructPath) {
      const [how, , [left, top, right, bottom]] = args as [number, unknown, ArrayLike<number> & Iterable<number>];
      const corner = (x = 0, y = 0): number[] => times(matrix, [1, 0, 0, 1, x, y]).slice(4);
      const box = [...corner(left, top), ...corner(right, bottom)];
      if (how !== OPS.endPath) found.push({ box, paint: [how, ...used(how, paint)] });
    }
  });
  return found;
}

const figure = (inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-30 -20 60 50">${inner}</svg>`;
const PATHS =
  '<path d="M-20 -10h10v5h-10zM0 -10h5v5h-5z" fill="#9a2f0c"/>' +
  '<path d="M-20 0v10M-20 5h40" fill="none" stroke="#4454d0" stroke-width="1.5"/>' +
  '<path d="M10 0A10 10 0 1 1 -10 0L0 -9Z" fill="#dbe2e9" stroke="#616b79" stroke-width="0.25"/>' +
  '<path d="M0 0L4 0" fill="none" stroke="#123456" stroke-dasharray="2,1" transform="translate(3 4)"/>' +
  '<rect x="-5" y="-6" width="7" height="3" fill="#2166c4" fill-opacity="0.5" transform="matrix(2 0 0 1.5 1 2)"/>';
const text = (attributes: string, words: string): string =>
  `<text font-family="${LATIN_FONT}" font-size="3px" fill="#616b79" ${attributes}>${words}</text>`;
const TEXTS =
  text('x="0" y="28"', '100 %') +
  text('x="4" y="9" text-anchor="middle" dominant-baseline="central"', 'UCL &lt; 97.5') +
  text('text-anchor="end" dominant-baseline="central" font-weight="600" transform="translate(-3 -8)"', '1.07 +0.14') +
  text('transform="translate(20 10) rotate(90)"', 'Yield, %');

const page = (svg: string): Promise<Uint8Array> =>
  renderPdf({
    // what is drawn before must not shine through: width, dashes and ends of lines
    content: [
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: 50, y2: 0, lineWidth: 7, lineCap: 'round', dash: { length: 2 } }],
      },
      { svg, width: 120, height: 60 },
    ],
    defaultStyle: { font: LATIN_FONT },
  });

/** To begin with it leaves the whole figure to pdfmake. */
const OTHER = '<desc>Another figure</desc>';

/** Each run of text, with where and how large it stands. */
async function written(pdf: Uint8Array): Promise<readonly { readonly words: string; readonly place: number[] }[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  return items.flatMap((item) =>
    'str' in item && item.str.trim() !== '' ? [{ words: item.str, place: item.transform as number[] }] : [],
  );
}

async function clipsOf(pdf: Uint8Array): Promise<number> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise;
  const { fnArray } = await (await document.getPage(1)).getOperatorList();
  return fnArray.filter((operator) => operator === OPS.clip).length;
}

describe('a figure on a page', () => {
  it('lies where pdfmake would draw it, in its colours', async () => {
    const [, ...ours] = await seen(await page(figure(PATHS + TEXTS)));
    const [, ...theirs] = await seen(await page(figure(OTHER + PATHS + TEXTS)));
    expect(ours).toHaveLength(5);
    expect(ours.map(({ paint }) => paint)).toEqual(theirs.map(({ paint }) => paint));
    ours.forEach(({ box }, at) =>
      box.forEach((edge, side) => expect(edge).toBeCloseTo(theirs[at]?.box[side] ?? Number.NaN, 2)),
    );
  });

  it('has its words where pdfmake would write them', async () => {
    const ours = await written(await page(figure(PATHS + TEXTS)));
    const theirs = await written(await page(figure(OTHER + PATHS + TEXTS)));
    expect(ours.map(({ words }) => words)).toEqual(theirs.map(({ words }) => words));
    expect(ours.map(({ words }) => words).join()).toContain('UCL < 97.5');
    ours.forEach(({ place }, at) =>
      place.forEach((value, part) => {
        // the two take different heights of a font for what is central in it
        expect(Math.abs(value - (theirs[at]?.place[part] ?? Number.NaN))).toBeLessThan(0.15);
      }),
    );
  });

  it('shows of what is clipped only what lies within', async () => {
    const clip = '<defs><clipPath id="c1"><rect x="-5" y="-5" width="9" height="9"/></clipPath></defs>';
    const clipped = figure(`${clip}<g clip-path="url(#c1)">${PATHS}</g>`);
    // beside what lies outside of the figure
    expect([await clipsOf(await page(figure(PATHS))), await clipsOf(await page(clipped))]).toEqual([1, 2]);
    expect(await seen(await page(clipped))).toEqual(await seen(await page(figure(PATHS))));
  });
});
