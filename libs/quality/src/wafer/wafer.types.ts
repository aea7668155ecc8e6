import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Bin, DieGeometry } from '@fabwright/fab';
import { Forbidden, NotFound, unionOf } from '@fabwright/platform';
import { LotRow } from '../lots/lots.types.ts';
import { BinLoss, ThreeYields } from '../yield/yield.types.ts';

@ObjectType({ description: 'Why a wafer does not count. It can be restored.' })
export class Exclusion {
  @Field(() => ID)
  exclusionId!: string;

  @Field(() => String)
  reason!: string;

  @Field(() => String)
  by!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => String, { nullable: true })
  restoredBy!: string | null;

  @Field(() => Date, { nullable: true })
  restoredAt!: Date | null;
}

@ObjectType()
export class WaferRow {
  @Field(() => ID)
  waferId!: string;

  @Field(() => Int, { nullable: true })
  slot!: number | null;

  @Field(() => String)
  lotNo!: string;

  @Field(() => ThreeYields)
  yields!: ThreeYields;

  @Field(() => Exclusion, { nullable: true })
  excluded!: Exclusion | null;

  @Field(() => Boolean)
  complete!: boolean;

  @Field(() => Date)
  lastEndedAt!: Date;

  @Field(() => String, { nullable: true })
  tester!: string | null;

  @Field(() => String, { nullable: true })
  probeCard!: string | null;

  @Field(() => String)
  programRevision!: string;

  @Field(() => BinLoss, { nullable: true })
  topLoss!: BinLoss | null;
}

@ObjectType()
export class TestRunRow {
  @Field(() => ID)
  runId!: string;

  @Field(() => ID)
  waferId!: string;

  @Field(() => Date)
  startedAt!: Date;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => String)
  insertion!: string;

  @Field(() => String)
  program!: string;

  @Field(() => String)
  programRevision!: string;

  @Field(() => String, { nullable: true })
  tester!: string | null;

  @Field(() => String, { nullable: true })
  probeCard!: string | null;

  @Field(() => Int)
  records!: number;

  @Field(() => String, { description: 'first-pass, retest or superseded.' })
  kind!: string;

  @Field(() => String, { nullable: true })
  supersededBy!: string | null;

  @Field(() => ID, { nullable: true })
  importId!: string | null;
}

@ObjectType()
export class TestDefinition {
  @Field(() => Float, { description: 'A float, because numbers go up to 4,294,967,295.' })
  number!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  unit!: string;

  @Field(() => Float, { nullable: true })
  lowLimit!: number | null;

  @Field(() => Float, { nullable: true })
  highLimit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Records on which it ran; null where nobody counted.' })
  executed!: number | null;
}

@ObjectType({ description: 'Yield of a ring (0 = centre), or of a sector of a ring (0 starts at +X, anticlockwise).' })
export class ZoneYield {
  @Field(() => Int)
  ring!: number;

  @Field(() => Int, { nullable: true })
  sector!: number | null;

  @Field(() => Int, { description: 'Dies with a verdict.' })
  gross!: number;

  @Field(() => Int)
  good!: number;

  @Field(() => Float, { nullable: true })
  yield!: number | null;
}

/** Other fields are resolved when they are asked for. */
@ObjectType()
export class Wafer {
  @Field(() => WaferRow)
  row!: WaferRow;

  @Field(() => LotRow)
  lot!: LotRow;

  @Field(() => DieGeometry)
  geometry!: DieGeometry;

  @Field(() => [Bin])
  bins!: Bin[];

  @Field(() => [TestDefinition])
  tests!: TestDefinition[];

  @Field(() => [BinLoss])
  losses!: BinLoss[];

  @Field(() => [TestRunRow])
  runs!: TestRunRow[];

  @Field(() => [Exclusion], { description: 'All there ever were, newest first.' })
  exclusions!: Exclusion[];

  @Field(() => ID, { nullable: true, description: 'The wafer before it in its lot.' })
  previous!: string | null;

  @Field(() => ID, { nullable: true })
  next!: string | null;

  @Field(() => [ZoneYield])
  zones!: ZoneYield[];

  readonly lotId!: string;
  readonly waferId!: string;
  readonly productId!: string;
  readonly insertion!: string;

  constructor(
    fields: Pick<
      Wafer,
      'row' | 'lot' | 'losses' | 'previous' | 'next' | 'lotId' | 'waferId' | 'productId' | 'insertion'
    >,
  ) {
    Object.assign(this, fields);
  }
}

export const WaferResult = unionOf('WaferResult', [Wafer, NotFound, Forbidden]);
