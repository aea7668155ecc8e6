import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '@fabwright/platform';
import { ExcursionKind, ExcursionSeverity, FactorKind } from './excursion.ts';
import { ExcursionAct, ExcursionState } from './excursion-state.ts';

registerEnumType(ExcursionState, { name: 'ExcursionState' });
registerEnumType(ExcursionAct, { name: 'ExcursionAct' });
registerEnumType(ExcursionKind, { name: 'ExcursionKind', description: 'In what it shows best.' });
registerEnumType(ExcursionSeverity, { name: 'ExcursionSeverity' });
registerEnumType(FactorKind, { name: 'FactorKind' });

@ObjectType({ description: 'What is charted: yield, a bin, a test, a map signature, defects, or a sensor of a tool.' })
export class ExcursionStream {
  @Field(() => String, { description: 'yield, bin, test, map, defects or sensor.' })
  kind!: string;

  @Field(() => String, { description: 'Bin, test, signature or sensor; empty for the yield and the defect density.' })
  name!: string;

  @Field(() => String, { description: 'Name for people, such as that of the bin.' })
  label!: string;

  @Field(() => ID, { nullable: true })
  toolId!: string | null;

  @Field(() => String, { nullable: true })
  chamber!: string | null;

  @Field(() => ID, { nullable: true })
  stepId!: string | null;
}

@ObjectType()
export class ReasonValue {
  @Field(() => String)
  name!: string;

  @Field(() => Float, { nullable: true })
  number!: number | null;

  @Field(() => String, { nullable: true })
  text!: string | null;
}

@ObjectType({ description: 'What was seen and why now, as a code and its figures; screens put it into words.' })
export class ExcursionReason {
  @Field(() => String, {
    description:
      'lot-outside-limits, slow-shift, below-floor, wafers-spread, wafers-stand-out, chamber-stands-out, sensor-moved.',
  })
  code!: string;

  @Field(() => ExcursionStream)
  stream!: ExcursionStream;

  @Field(() => [ReasonValue])
  values!: ReasonValue[];
}

@ObjectType({ description: 'What lots share.' })
export class ExcursionFactor {
  @Field(() => FactorKind)
  kind!: FactorKind;

  @Field(() => String, { description: 'Tool, recipe version, slot, tester … as it is called in the fab.' })
  id!: string;

  @Field(() => ID, { nullable: true })
  stepId!: string | null;

  @Field(() => String, { nullable: true })
  stepName!: string | null;

  @Field(() => ID, { nullable: true })
  toolId!: string | null;

  @Field(() => String, { nullable: true })
  chamber!: string | null;

  @Field(() => Float, { nullable: true, description: 'By permuting lots; null where it is not from a test.' })
  pValue!: number | null;

  @Field(() => String, { nullable: true, description: 'Of a cause: what the person who confirmed it wrote.' })
  words!: string | null;
}

@ObjectType()
export class Excursion {
  @Field(() => ID)
  excursionId!: string;

  @Field(() => ID)
  productId!: string;

  @Field(() => String)
  productName!: string;

  @Field(() => String, { nullable: true, description: 'Null for what shows before sort: sensors and defects.' })
  insertion!: string | null;

  @Field(() => ExcursionKind)
  kind!: ExcursionKind;

  @Field(() => ExcursionSeverity)
  severity!: ExcursionSeverity;

  @Field(() => String, { nullable: true, description: 'Area of the tool that is suspected.' })
  area!: string | null;

  @Field(() => ExcursionState)
  state!: ExcursionState;

  @Field(() => ExcursionStream, { description: 'The series that shows it best.' })
  subject!: ExcursionStream;

  @Field(() => [ExcursionReason], { description: 'That of the first alarm first.' })
  reasons!: ExcursionReason[];

  @Field(() => Date)
  firstLotAt!: Date;

  @Field(() => Date)
  lastLotAt!: Date;

  @Field(() => Date, { description: 'Fab time: when the lot came that raised it.' })
  openedAt!: Date;

  @Field(() => Date, { description: 'Wall clock: when it was written down.' })
  recordedAt!: Date;

  @Field(() => Boolean, { description: 'Found in history: its newest lot was old already, and nobody was called.' })
  fromHistory!: boolean;

  @Field(() => Boolean, { description: 'No further alarm for several lots and days.' })
  ended!: boolean;

  @Field(() => Int)
  lotCount!: number;

  @Field(() => Int)
  waferCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Usual minus observed yield of its lots, in percentage points; a gain is negative.',
  })
  lossPp!: number | null;

  @Field(() => Int, { description: 'Dies lost against the usual yield.' })
  lostDies!: number;

  @Field(() => ID, { nullable: true })
  ownerId!: string | null;

  @Field(() => String, { nullable: true })
  ownerName!: string | null;

  @Field(() => Date, { nullable: true })
  acknowledgedAt!: Date | null;

  @Field(() => String, { nullable: true })
  acknowledgedBy!: string | null;

  @Field(() => ExcursionFactor, { nullable: true, description: 'What its lots share most, not yet confirmed.' })
  suspect!: ExcursionFactor | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why there is no suspect: no-link, few-affected-with-it, not-lot-by-lot, out-of-reach, few-lots or an obstacle of the commonality; null where one is named or nobody has asked yet.',
  })
  undecided!: string | null;

  @Field(() => ExcursionFactor, { nullable: true, description: 'As a person confirmed it.' })
  cause!: ExcursionFactor | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed, dismissed or withdrawn.' })
  settledAt!: Date | null;

  @Field(() => String, { nullable: true })
  settledReason!: string | null;

  @Field(() => Int, { description: 'Send it with each act: nobody overwrites what another has just done.' })
  version!: number;
}

@InputType()
export class ExcursionFilter {
  @Field(() => [ExcursionState], { nullable: true, description: 'Default: all that are live.' })
  states?: ExcursionState[] | null;

  @Field(() => ID, { nullable: true })
  productId?: string | null;

  @Field(() => [ExcursionKind], { nullable: true })
  kinds?: ExcursionKind[] | null;

  @Field(() => ID, { nullable: true })
  ownerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Any part of the id, or of a lot, tool or bin in it.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that nobody has acknowledged.' })
  unacknowledged?: boolean | null;

  @Field(() => [ExcursionSeverity], { nullable: true })
  severities?: ExcursionSeverity[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those found in history; false: only the others.' })
  fromHistory?: boolean | null;
}

@ObjectType()
export class ExcursionStateCount {
  @Field(() => ExcursionState)
  state!: ExcursionState;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'How often people found that an excursion was none.' })
export class FalseExcursions {
  @Field(() => Int)
  dismissed!: number;

  @Field(() => Int, { description: 'Opened in the same time, withdrawn ones left out.' })
  opened!: number;

  @Field(() => Int)
  days!: number;
}

@ObjectType()
export class ExcursionCounts {
  @Field(() => Int, { description: 'Open, seen by nobody yet, and not from history: what waits for somebody.' })
  waiting!: number;

  @Field(() => [ExcursionStateCount])
  states!: ExcursionStateCount[];

  @Field(() => FalseExcursions)
  falseAlarms!: FalseExcursions;
}

@ObjectType()
export class ExcursionConnection {
  @Field(() => [Excursion])
  rows!: Excursion[];

  @Field(() => Int)
  total!: number;

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType()
export class ExcursionOwner {
  @Field(() => ID)
  accountId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  role!: string;
}
