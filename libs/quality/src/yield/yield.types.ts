import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum YieldKind {
  FINAL = 'final',
  FIRST_PASS = 'firstPass',
  RECORD = 'record',
}
registerEnumType(YieldKind, {
  name: 'YieldKind',
  description: 'Which of the three yields: by the last result of each die, by its first, or by all records.',
});

export enum LotType {
  PRODUCTION = 'production',
  ENGINEERING = 'engineering',
  QUALIFICATION = 'qualification',
}
registerEnumType(LotType, { name: 'LotType' });

export enum Grouping {
  LOT = 'lot',
  WEEK = 'week',
}
registerEnumType(Grouping, { name: 'Grouping' });

@InputType()
export class YieldFilter {
  @Field(() => ID, { nullable: true, description: 'Null = all products in scope.' })
  productId?: string | null;

  @Field(() => String, { nullable: true, description: 'Null = the product’s first.' })
  insertion?: string | null;

  @Field(() => [LotType], { nullable: true, description: 'Default: production.' })
  lotTypes?: LotType[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Fab weeks up to and with the running one, when from and to are not given; default 8.',
  })
  weeks?: number | null;

  @Field(() => Date, { nullable: true })
  from?: Date | null;

  @Field(() => Date, { nullable: true })
  to?: Date | null;
}

@ObjectType({
  description: 'The three yields as fractions of 1, with their counts; null where there is no denominator.',
})
export class ThreeYields {
  @Field(() => Float, { nullable: true, description: 'Dies good at their last result, of gross dies.' })
  final!: number | null;

  @Field(() => Float, { nullable: true, description: 'Dies good at their first result, of gross dies.' })
  firstPass!: number | null;

  @Field(() => Float, { nullable: true, description: 'Good records, of the records that have a verdict.' })
  record!: number | null;

  @Field(() => Int)
  goodFinal!: number;

  @Field(() => Int)
  goodFirst!: number;

  @Field(() => Int)
  goodRecord!: number;

  @Field(() => Int, { description: 'Dies of the die map; distinct tested dies where none is defined.' })
  gross!: number;

  @Field(() => Int)
  tested!: number;

  @Field(() => Int)
  untested!: number;

  @Field(() => Int)
  records!: number;

  @Field(() => Int)
  retested!: number;

  @Field(() => Int)
  recovered!: number;

  @Field(() => Int, { description: 'Wafers that count.' })
  wafers!: number;

  @Field(() => Int, { description: 'Wafers that were excluded by hand and do not count.' })
  excludedWafers!: number;
}

@ObjectType({ description: 'Dies lost to a bin, as fractions of gross dies.' })
export class BinLoss {
  @Field(() => String)
  kind!: string;

  @Field(() => Int)
  number!: number;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Colour slot 1–6, 0 = other.' })
  slot!: number;

  @Field(() => Float)
  loss!: number;

  @Field(() => Int)
  dies!: number;

  @Field(() => Float, { nullable: true })
  baseline!: number | null;

  @Field(() => Float, { nullable: true, description: 'Loss minus baseline: above zero means more loss.' })
  change!: number | null;
}
