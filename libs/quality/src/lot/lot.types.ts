import { Field, ObjectType } from '@nestjs/graphql';
import { Bin, DieGeometry, LotChild, LotEvent, LotHold } from '@fabwright/fab';
import { Forbidden, NotFound, unionOf } from '@fabwright/platform';
import { LotRow } from '../lots/lots.types.ts';
import { TestDefinition, TestRunRow, WaferRow } from '../wafer/wafer.types.ts';
import { BinLoss } from '../yield/yield.types.ts';

/** Other fields are resolved when they are asked for. */
@ObjectType()
export class Lot {
  @Field(() => LotRow)
  row!: LotRow;

  @Field(() => [String])
  insertions!: string[];

  @Field(() => [TestDefinition])
  tests!: TestDefinition[];

  @Field(() => [WaferRow], { description: 'By slot, then by id; excluded ones too.' })
  wafers!: WaferRow[];

  @Field(() => [BinLoss], { description: 'Of the wafers that count; the baseline is the product’s 8 weeks before.' })
  losses!: BinLoss[];

  @Field(() => DieGeometry)
  geometry!: DieGeometry;

  @Field(() => [Bin])
  bins!: Bin[];

  @Field(() => [LotEvent])
  history!: LotEvent[];

  @Field(() => [LotHold])
  holds!: LotHold[];

  @Field(() => [LotChild])
  children!: LotChild[];

  @Field(() => [TestRunRow], { description: 'All insertions, superseded runs too.' })
  runs!: TestRunRow[];

  @Field(() => String, { description: 'Where the bytes of its wafer maps are.' })
  mapsUrl!: string;

  readonly lotId!: string;
  readonly productId!: string;
  /** Null while nothing was tested. */
  readonly insertion!: string | null;

  constructor(fields: Pick<Lot, 'row' | 'insertions' | 'mapsUrl' | 'lotId' | 'productId' | 'insertion'>) {
    Object.assign(this, fields);
  }
}

export const LotResult = unionOf('LotResult', [Lot, NotFound, Forbidden]);
