import type { Equipment, SiteEquipment, SortFileHeader } from '@fabwright/formats';
import type { FileLotType } from './file-import.ts';
import { FileRefusedError } from './import-failure.ts';

/** Where a file of a format names what; for messages. */
export interface SortFileTerms {
  readonly header: string;
  readonly lot: string;
  readonly product: string;
  readonly insertion: string;
  readonly start: string;
  readonly part: string;
}

export const SORT_FILE_TERMS: Readonly<Record<'stdf' | 'e142' | 'g85', SortFileTerms>> = {
  stdf: {
    header: 'MIR',
    lot: 'MIR, field LOT_ID',
    product: 'MIR, field PART_TYP',
    insertion: 'MIR, fields TEST_COD and FLOW_ID',
    start: 'MIR, field START_T',
    part: 'PRR',
  },
  e142: {
    header: 'MapData',
    lot: 'LotId',
    product: 'ProductId',
    insertion: 'a map has none',
    start: 'CreateDate',
    part: 'BinCode',
  },
  g85: {
    header: 'Device',
    lot: 'LotId',
    product: 'ProductId',
    insertion: 'a map has none',
    start: 'CreateDate',
    part: 'Row',
  },
};

/** Where a file gives no insertion. */
export const UNNAMED_INSERTION = 'SORT';
/** For parts that belong to no wafer of the file. */
export const UNNAMED_WAFER = 'NO-WAFER';

/** STDF's MODE_COD: P or blank is production, Q quality control, the rest (A, C, D, E, M and tester's own) are trials. */
export function lotTypeOf(mode: string): FileLotType {
  const code = mode.trim().toUpperCase();
  if (code === '' || code === 'P') return 'production';
  return code === 'Q' ? 'qualification' : 'engineering';
}

/** STDF's TST_TEMP is free text such as "25", "85C" or "-40 degC". Degrees Celsius, null when there is no number. */
export function temperatureOf(text: string): number | null {
  const match = /[-+]?\d+(\.\d+)?/.exec(text);
  const value = match === null ? Number.NaN : Number(match[0]);
  return Number.isFinite(value) ? value : null;
}

/** What identifies the lot, product and insertion of a file, with a default and a warning's code for what is missing. */
export interface FileIdentity {
  readonly lotId: string;
  /** Null when the file names none: then the lot keeps the product that events gave it. */
  readonly productId: string | null;
  readonly insertion: string;
  readonly missing: readonly ('product' | 'insertion')[];
}

/** Throws FileRefusedError when the file names no lot: its results could not be found again. */
export function identityOf(header: SortFileHeader, terms: SortFileTerms = SORT_FILE_TERMS.stdf): FileIdentity {
  const lotId = header.lotId.trim();
  if (lotId === '') {
    throw new FileRefusedError(
      'lot-missing',
      `the file names no lot (${terms.lot} is empty).`,
      'Enter the lot at the tester and export the file again.',
      terms.header,
    );
  }
  const productId = header.product.trim();
  const insertion = header.insertion.trim();
  return {
    lotId,
    productId: productId === '' ? null : productId,
    insertion: insertion === '' ? UNNAMED_INSERTION : insertion,
    missing: [
      ...(productId === '' ? (['product'] as const) : []),
      ...(insertion === '' ? (['insertion'] as const) : []),
    ],
  };
}

/** Id of what stood between tester and wafer; where a site has no id its type is better than nothing. */
function nameOf(equipment: Equipment): string | null {
  const name = equipment.id.trim() === '' ? equipment.type.trim() : equipment.id.trim();
  return name === '' || name === '0' ? null : name;
}

/** Card and board of a file: those of the first group of sites that names them. */
export function boardsOf(groups: readonly SiteEquipment[]): { probeCard: string | null; loadBoard: string | null } {
  const first = (pick: (group: SiteEquipment) => Equipment): string | null =>
    groups.map((group) => nameOf(pick(group))).find((name) => name !== null) ?? null;
  return { probeCard: first((group) => group.probeCard), loadBoard: first((group) => group.loadBoard) };
}
