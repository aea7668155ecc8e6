/** A piece of an SVG document, in order. Attribute values keep their escapes. */
export type SvgPiece =
  | { readonly kind: 'open' | 'empty'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const PIECE = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:-]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Takes machine-written SVG apart. Comments and processing instructions fall away. */
export function readSvg(svg: string): SvgPiece[] {
  const pieces: SvgPiece[] = [];
  for (const [, slash, name, rest = '', end, text] of svg.matchAll(PIECE)) {
    if (text !== undefined) pieces.push({ kind: 'text', text });
    else if (name === undefined) continue;
    else if (slash) pieces.push({ kind: 'close', name });
    else pieces.push({ kind: end ? 'empty' : 'open', name, attributes: attributesOf(rest) });
  }
  return pieces;
}

function attributesOf(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    attributes.set(name, double ?? (single ?? '').replaceAll('"', '&quot;'));
  }
  return attributes;
}

export function writeSvg(pieces: readonly SvgPiece[]): string {
  return pieces.map(write).join('');
}

function write(piece: SvgPiece): string {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'close') return `</${piece.name}>`;
  const attributes = [...piece.attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
  return `<${piece.name}${attributes}${piece.kind === 'empty' ? '/' : ''}>`;
}

/** Index of the piece that closes the element opened at `start`. */
export function endOf(pieces: readonly SvgPiece[], start: number): number {
  if (pieces[start]?.kind !== 'open') return start;
  let depth = 0;
  for (let index = start; index < pieces.length; index++) {
    const kind = pieces[index]?.kind;
    if (kind === 'open') depth++;
    if (kind === 'close' && --depth === 0) return index;
  }
  return pieces.length - 1;
}
