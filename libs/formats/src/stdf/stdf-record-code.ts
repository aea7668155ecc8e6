/** One number for a record's REC_TYP and REC_SUB, so that dispatch is one comparison. */
export function recordCode(type: number, subType: number): number {
  return (type << 8) | subType;
}

/** Codes of the records of STDF V4 and V4-2007. */
export const Rec = {
  FAR: 0x000a,
  ATR: 0x0014,
  VUR: 0x001e,
  MIR: 0x010a,
  MRR: 0x0114,
  PCR: 0x011e,
  HBR: 0x0128,
  SBR: 0x0132,
  PMR: 0x013c,
  PGR: 0x013e,
  PLR: 0x013f,
  RDR: 0x0146,
  SDR: 0x0150,
  PSR: 0x015a,
  NMR: 0x015b,
  CNR: 0x015c,
  SSR: 0x015d,
  CDR: 0x015e,
  WIR: 0x020a,
  WRR: 0x0214,
  WCR: 0x021e,
  PIR: 0x050a,
  PRR: 0x0514,
  TSR: 0x0a1e,
  PTR: 0x0f0a,
  MPR: 0x0f0f,
  FTR: 0x0f14,
  STR: 0x0f1e,
  BPS: 0x140a,
  EPS: 0x1414,
  GDR: 0x320a,
  DTR: 0x321e,
} as const;

const names = new Map<number, string>(Object.entries(Rec).map(([name, code]) => [code, name]));

export function isKnownRecord(code: number): boolean {
  return names.has(code);
}

/** The standard's name of a record, or its type and subtype in numbers. */
export function recordName(code: number): string {
  return names.get(code) ?? `unknown ${code >> 8}.${code & 0xff}`;
}
