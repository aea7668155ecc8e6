import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '@fabwright/platform';
import { BinLoss, LotType, ThreeYields } from '../yield/yield.types.ts';

export enum LotSort {
  TESTED_AT = 'testedAt',
  FINAL_YIELD = 'finalYield',
  FIRST_PASS_YIELD = 'firstPassYield',
  LOT = 'lot',
  WAFERS = 'wafers',
}
registerEnumType(LotSort, { name: 'LotSort' });

@InputType()
export class LotFilter {
  @Field(() => ID, { nullable: true })
  productId?: string | null;

  @Field(() => [LotType], { nullable: true, description: 'Default: production.' })
  lotTypes?: LotType[] | null;

  @Field(() => String, { nullable: true, description: 'Any part of the lot’s id.' })
  search?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tested in so many fab weeks up to and with the running one; from and to count before it.',
  })
  weeks?: number | null;

  @Field(() => Date, { nullable: true })
  from?: Date | null;

  @Field(() => Date, { nullable: true })
  to?: Date | null;

  @Field(() => String, { nullable: true, description: 'Null = each product’s first.' })
  insertion?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only lots whose final yield is under the floor.' })
  belowFloor?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  onHold?: boolean | null;
}

@ObjectType()
export class LotRow {
  @Field(() => ID)
  lotId!: string;

  @Field(() => ID)
  productId!: string;

  @Field(() => String)
  productName!: string;

  @Field(() => LotType)
  lotType!: LotType;

  @Field(() => String)
  priority!: string;

  @Field(() => Int, { description: 'Wafers known of the lot.' })
  wafers!: number;

  @Field(() => String, { nullable: true, description: 'Null while nothing was tested.' })
  insertion!: string | null;

  @Field(() => ThreeYields, { nullable: true })
  yields!: ThreeYields | null;

  @Field(() => Date, { nullable: true })
  firstPassEndedAt!: Date | null;

  @Field(() => Float, { nullable: true })
  floor!: number | null;

  @Field(() => Boolean)
  belowFloor!: boolean;

  @Field(() => Boolean)
  onHold!: boolean;

  @Field(() => String, { nullable: true })
  currentStep!: string | null;

  @Field(() => BinLoss, { nullable: true })
  topLoss!: BinLoss | null;
}

@ObjectType()
export class LotConnection {
  @Field(() => [LotRow])
  rows!: LotRow[];

  @Field(() => Int)
  total!: number;

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
