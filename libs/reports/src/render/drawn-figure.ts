import { readSvg, type SvgPiece } from '@fabwright/charts/svg';
import { unescaped } from '../figures/svg-text.ts';
import {
  numberIn,
  numbersIn,
  paintOf,
  placeOf,
  textStyleOf,
  type Attributes,
  type Matrix,
  type Paint,
  type TextStyle,
} from './drawn-attributes.ts';
import { OtherSvg } from './other-svg.ts';

export interface DrawnPath {
  readonly kind: 'path';
  readonly d: string;
  readonly paint: Paint;
  /** Where it lies in the figure; null: as its own numbers say. */
  readonly place: Matrix | null;
}

export interface DrawnText {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly style: TextStyle;
  readonly paint: Paint;
  readonly place: Matrix | null;
}

/** Of what follows only what lies within the path is seen, until `unclip`. */
interface Clip {
  readonly kind: 'clip';
  readonly d: string;
}

export type DrawnPart = DrawnPath | DrawnText | Clip | { readonly kind: 'unclip' };

export interface DrawnFigure {
  /** left, top, width, height in the figure's own unit */
  readonly viewBox: readonly [number, number, number, number];
  readonly parts: readonly DrawnPart[];
}

/**
 * Takes a figure apart that our own charts and wafer maps wrote for paper: paths, rectangles, texts, and groups that are
 * clipped. Null for a figure with anything else in it, down to an attribute.
 */
export function readDrawnFigure(svg: string): DrawnFigure | null {
  const [root] = treeOf(readSvg(svg)).elements;
  if (root?.name !== 'svg') return null;
  try {
    return { viewBox: viewBoxOf(root), parts: partsOf(root.elements, clipsIn(root)) };
  } catch (error) {
    if (error instanceof OtherSvg) return null;
    throw error;
  }
}

function viewBoxOf({ attributes }: Element): DrawnFigure['viewBox'] {
  const [left, top, width, height] = numbersIn(attributes, 'viewBox');
  if (left === undefined || top === undefined || width === undefined || height === undefined) throw new OtherSvg();
  return [left, top, width, height];
}

interface Element {
  readonly name: string;
  readonly attributes: Attributes;
  readonly elements: Element[];
  /** What stands in it besides elements. */
  text: string;
}

function treeOf(pieces: readonly SvgPiece[]): Element {
  const top: Element = { name: '', attributes: new Map(), elements: [], text: '' };
  const open = [top];
  for (const piece of pieces) {
    const parent = open.at(-1) ?? top;
    if (piece.kind === 'text') parent.text += piece.text;
    else if (piece.kind === 'close') open.pop();
    else {
      const element: Element = { name: piece.name, attributes: piece.attributes, elements: [], text: '' };
      parent.elements.push(element);
      if (piece.kind === 'open') open.push(element);
    }
  }
  return top;
}

type Clips = ReadonlyMap<string, string>;

/** By what refers to them. A clip is one path, which lies where its own numbers say. */
function clipsIn({ elements }: Element): Clips {
  const declared = elements.filter(({ name }) => name === 'defs').flatMap((defs) => defs.elements);
  return new Map(
    declared.map(({ name, attributes, elements: [path, ...more] }) => {
      const id = attributes.get('id');
      if (name !== 'clipPath' || id === undefined || !path || more.length > 0 || placeOf(path.attributes)) {
        throw new OtherSvg();
      }
      return [`url(#${id})`, outlineOf(path)];
    }),
  );
}

function partsOf(elements: readonly Element[], clips: Clips): DrawnPart[] {
  return elements.flatMap((element): DrawnPart[] => {
    switch (element.name) {
      case 'defs':
        return [];
      case 'g':
        return groupOf(element, clips);
      case 'text':
        return [textOf(element)];
      default:
        return [pathOf(element)];
    }
  });
}

function groupOf({ attributes, elements }: Element, clips: Clips): DrawnPart[] {
  const parts = partsOf(elements, clips);
  if (attributes.size === 0) return parts;
  const d = clips.get(attributes.get('clip-path') ?? '');
  if (d === undefined || attributes.size > 1) throw new OtherSvg();
  return [{ kind: 'clip', d }, ...parts, { kind: 'unclip' }];
}

function pathOf(element: Element): DrawnPath {
  const { attributes } = element;
  return { kind: 'path', d: outlineOf(element), paint: paintOf(attributes), place: placeOf(attributes) };
}

/** A path's data; throws for a shape that is none. */
function outlineOf({ name, attributes }: Element): string {
  if (name === 'path') return attributes.get('d') ?? '';
  if (name !== 'rect') throw new OtherSvg();
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((side) => numberIn(attributes, side, 0));
  return `M${x} ${y}h${width}v${height}h-${width}z`;
}

function textOf({ attributes, elements, text }: Element): DrawnText {
  if (elements.length > 0) throw new OtherSvg();
  return {
    kind: 'text',
    text: unescaped(text).replaceAll(/\s/g, ' '),
    x: numberIn(attributes, 'x', 0),
    y: numberIn(attributes, 'y', 0),
    style: textStyleOf(attributes),
    paint: paintOf(attributes),
    place: placeOf(attributes),
  };
}
