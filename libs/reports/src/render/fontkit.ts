import { createRequire } from 'node:module';
import type { Font, FontCollection } from 'fontkit';

/** How fontkit opens a kind of file: the first format that knows it does. */
export interface FontFormat {
  probe(file: Uint8Array): boolean;
  new (stream: { readonly buffer: Uint8Array }): Font;
}

interface Fontkit {
  create(file: Uint8Array): Font | FontCollection;
  registerFormat(format: FontFormat): void;
}

const here = createRequire(import.meta.url);
const pdfmake = createRequire(here.resolve('pdfmake/package.json'));
const pdfkit = createRequire(pdfmake.resolve('pdfkit/package.json'));

/** The fontkit with which pdfkit opens fonts, so that it can be handed one that is open; npm may keep another beside it. */
export const fontkit = pdfkit('fontkit') as Fontkit;

/** Throws when the file is no font, or more than one. */
export function openFont(file: Uint8Array): Font {
  const font = fontkit.create(file);
  if (!('layout' in font)) throw new Error('This file holds a collection of fonts, not one.');
  return font;
}
