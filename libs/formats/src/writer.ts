export { StdfFieldWriter } from './stdf/stdf-field-writer.ts';
export type { ByteOrder } from './stdf/stdf-field-writer.ts';
export { StdfWriter } from './stdf/stdf-writer.ts';
export type {
  BinFields,
  FtrFields,
  MirFields,
  MprFields,
  PrrFields,
  PtrFields,
  SiteFields,
  TestFields,
  WaferFields,
} from './stdf/stdf-writer.ts';
export { syntheticSortFile } from './stdf/synthetic-sort-file.ts';
export type { SyntheticSortFile } from './stdf/synthetic-sort-file.ts';
export { oddSortFiles } from './stdf/odd-sort-files.ts';
export type { OddSortFile } from './stdf/odd-sort-files.ts';
