import { binNumber, type BinType, binTypeOf } from './bin-codes.ts';
import type { BinDraft, MapDraft } from './map-draft.ts';
import type { XmlElements } from './xml-elements.ts';

/** The attribute of an element by its name; null without it. */
export type Attributes = (name: string) => string | null;

/** Null where there is no whole number. */
export function whole(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isInteger(value) ? value : null;
}

/** In millimetres; null where there is no size. */
export function size(text: string | null, millimetres: number): number | null {
  const value = Number(text) * millimetres;
  return value > 0 && Number.isFinite(value) ? value : null;
}

/** The wafer that a map is of. Throws SubstrateMapError for another kind of substrate, and without a name. */
export function waferOf(attribute: Attributes, xml: XmlElements): string {
  const type = attribute('SubstrateType') ?? 'Wafer';
  if (!/^wafer$/i.test(type)) {
    throw xml.fail('not-a-wafer', `the map is of a ${type.slice(0, 40)}`, 'Only maps of wafers can be imported.');
  }
  const waferId = (attribute('SubstrateId') ?? '').trim();
  if (waferId === '') throw xml.fail('field-missing', 'the map does not name its wafer (SubstrateId)');
  return waferId;
}

export function requiredBinType(attribute: Attributes, xml: XmlElements): BinType {
  const text = attribute('BinType') ?? '';
  const type = binTypeOf(text);
  if (type !== null) return type;
  const what = `BinType is "${text.slice(0, 20)}"; Ascii, Decimal, HexaDecimal and Integer2 can be read`;
  throw xml.fail('unsupported-bin-type', what);
}

/** The definition of a bin, with the same attributes in both standards. */
export function binOf(attribute: Attributes, map: MapDraft, xml: XmlElements): BinDraft {
  const code = attribute('BinCode') ?? '';
  const number = binNumber(code, map.binType);
  if (number === null) throw xml.fail('not-a-bin', `"${code.slice(0, 20)}" is no bin of type ${map.binType}`);
  const name = attribute('BinDescription') ?? '';
  return { number, name, quality: attribute('BinQuality') ?? '', count: whole(attribute('BinCount')) };
}
