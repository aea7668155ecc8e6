import { paperColour } from './css-colour.ts';
import { endOf, readSvg, writeSvg, type SvgPiece } from './svg-source.ts';

/** Families under which the report registers its fonts. */
export interface PaperFonts {
  readonly latin: string;
  readonly chinese: string;
}

const PAPER_FONTS: PaperFonts = { latin: 'Inter', chinese: 'NotoSansSC' };

const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const COLOUR_ATTRIBUTES = ['fill', 'stroke', 'stop-color'] as const;
/** Say nothing on paper, or change from run to run. */
const DROPPED_ATTRIBUTES = new Set(['class', 'filter', 'paint-order', 'vector-effect', 'pointer-events', 'cursor']);
const DROPPED_ELEMENTS = new Set(['style', 'filter', 'script', 'title', 'desc']);

/**
 * Makes a chart's SVG readable for the PDF writer, and equal for equal input:
 * colours to six digits with an opacity, halos to two texts, one font a text by its script, no classes, no styles,
 * ids by order of appearance.
 * @throws Error for what paper would lose in silence: foreignObject and unresolved var() colours
 */
export function svgForPdf(svg: string, fonts: PaperFonts = PAPER_FONTS): string {
  const kept = withoutElements(readSvg(svg));
  const plain = kept.map((piece) => ('attributes' in piece ? { ...piece, attributes: plainAttributes(piece) } : piece));
  return writeSvg(stableIds(paperTexts(plain, fonts)));
}

function withoutElements(pieces: readonly SvgPiece[]): SvgPiece[] {
  const kept: SvgPiece[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece) continue;
    if ('name' in piece && piece.name === 'foreignObject') throw new Error('A chart for paper holds a foreignObject');
    if ('attributes' in piece && DROPPED_ELEMENTS.has(piece.name)) index = endOf(pieces, index);
    else kept.push(piece);
  }
  return kept;
}

/** Style declarations become attributes; then colours are split and the useless falls away. */
function plainAttributes(piece: { readonly attributes: ReadonlyMap<string, string> }): Map<string, string> {
  const { attributes } = piece;
  const all = new Map(attributes);
  all.delete('style');
  for (const [name, value] of declarations(attributes.get('style') ?? '')) all.set(name, value);
  const halo = all.get('paint-order')?.startsWith('stroke') ?? false;
  for (const name of COLOUR_ATTRIBUTES) splitColour(all, name);
  for (const name of [...all.keys()]) if (DROPPED_ATTRIBUTES.has(name)) all.delete(name);
  if (halo) all.set(HALO, '');
  return all;
}

/** Marks a text with a halo between the two passes; never written. */
const HALO = 'halo';

function declarations(style: string): [string, string][] {
  return style
    .replaceAll('&quot;', "'")
    .split(';')
    .map((part): [string, string] => {
      const colon = part.indexOf(':');
      return [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
    })
    .filter(([name, value]) => name !== '' && value !== '');
}

function splitColour(attributes: Map<string, string>, name: (typeof COLOUR_ATTRIBUTES)[number]): void {
  const value = attributes.get(name);
  const colour = value === undefined ? null : paperColour(value);
  if (!colour) return;
  attributes.set(name, colour.hex ?? 'none');
  if (colour.hex === null || colour.opacity === 1) return;
  const opacityName = name === 'stop-color' ? 'stop-opacity' : `${name}-opacity`;
  const own = Number(attributes.get(opacityName) ?? 1);
  attributes.set(opacityName, String(Math.round(colour.opacity * own * 1000) / 1000));
}

/** One font a text, chosen by its script; a text with a halo is drawn twice, outline first. */
function paperTexts(pieces: readonly SvgPiece[], fonts: PaperFonts): SvgPiece[] {
  const out: SvgPiece[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece) continue;
    if (piece.kind !== 'open' || piece.name !== 'text') {
      out.push(piece);
      continue;
    }
    const end = endOf(pieces, index);
    out.push(...textRuns(pieces.slice(index, end + 1), fonts));
    index = end;
  }
  return out;
}

function textRuns(run: readonly SvgPiece[], fonts: PaperFonts): SvgPiece[] {
  const content = run.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  const family = CJK.test(content) ? fonts.chinese : fonts.latin;
  const halo = run.some((piece) => 'attributes' in piece && piece.attributes.has(HALO));
  const fill = run.map((piece) => withAttributes(piece, (all) => (halo ? filled(all, family) : inFamily(all, family))));
  if (!halo) return fill;
  return [...run.map((piece) => withAttributes(piece, (all) => outlined(all, family))), ...fill];
}

function withAttributes(piece: SvgPiece, change: (all: Map<string, string>) => Map<string, string>): SvgPiece {
  return 'attributes' in piece ? { ...piece, attributes: change(new Map(piece.attributes)) } : piece;
}

function inFamily(all: Map<string, string>, family: string): Map<string, string> {
  all.set('font-family', family);
  return all;
}

function outlined(all: Map<string, string>, family: string): Map<string, string> {
  all.delete(HALO);
  all.set('fill', 'none');
  return inFamily(all, family);
}

function filled(all: Map<string, string>, family: string): Map<string, string> {
  for (const name of [HALO, 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linejoin']) all.delete(name);
  return inFamily(all, family);
}

/** Ids count from 1 in the order in which they are declared; references follow. Ids nobody refers to fall away. */
function stableIds(pieces: readonly SvgPiece[]): SvgPiece[] {
  const references = new Set<string>();
  for (const piece of pieces) {
    if ('attributes' in piece)
      for (const [, value] of piece.attributes) for (const id of referred(value)) references.add(id);
  }
  const names = new Map<string, string>();
  for (const piece of pieces) {
    const id = 'attributes' in piece ? piece.attributes.get('id') : undefined;
    if (id !== undefined && references.has(id)) names.set(id, `c${names.size + 1}`);
  }
  return pieces.map((piece) => withAttributes(piece, (all) => renamed(all, names)));
}

function referred(value: string): string[] {
  return [...value.matchAll(/url\(['"]?#([^)'"]+)['"]?\)|^#([\w-]+)$/g)].map(([, url, link]) => url ?? link ?? '');
}

function renamed(all: Map<string, string>, names: ReadonlyMap<string, string>): Map<string, string> {
  const id = all.get('id');
  if (id !== undefined) {
    const name = names.get(id);
    if (name) all.set('id', name);
    else all.delete('id');
  }
  for (const [attribute, value] of all) {
    if (attribute === 'id') continue;
    const known = referred(value).find((reference) => names.has(reference));
    if (known) all.set(attribute, value.startsWith('#') ? `#${names.get(known)}` : `url(#${names.get(known)})`);
  }
  return all;
}
