import { describe, expect, it } from 'vitest';
import { klarf12, klarf18 } from '../klarf/klarf-text.spec-support.ts';
import { StdfWriter } from '../stdf/stdf-writer.ts';
import { e142, g85 } from '../substrate-map/substrate-map-text.spec-support.ts';
import { recogniseFormat } from './recognise-format.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('recogniseFormat', () => {
  it.each([
    ['stdf', new StdfWriter('little').far().take()],
    ['stdf', new StdfWriter('big').far().take()],
    ['klarf', bytes(klarf12())],
    ['klarf', bytes(`\r\n ${klarf12()}`)],
    ['klarf', bytes(klarf18())],
    ['e142', bytes(e142())],
    ['e142', bytes(`<!-- made by a prober -->${e142()}`)],
    ['g85', bytes(`\ufeff${g85()}`)],
    ['g85', Uint8Array.from(Buffer.from(`\ufeff${g85()}`, 'utf16le'))],
    [null, bytes('lot,wafer,x,y,bin\n')],
    [null, bytes('<html><Mapping/></html>')],
    [null, bytes('FileVersions')],
    [null, new Uint8Array(0)],
  ])('%s', (format, head) => {
    expect(recogniseFormat(head)).toBe(format);
  });
});
