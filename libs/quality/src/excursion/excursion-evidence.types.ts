import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ExcursionStream } from './excursion.types.ts';
import { ExcursionAct, ExcursionState } from './excursion-state.ts';

@ObjectType()
export class ExcursionAlarm {
  @Field(() => String, { description: 'sigma, slope, floor, spread, wafers or contrast.' })
  rule!: string;

  @Field(() => ExcursionStream)
  stream!: ExcursionStream;

  @Field(() => String, { description: 'low or high.' })
  direction!: string;

  @Field(() => Float, { description: 'In the unit of the stream; yields and bins are fractions of 1.' })
  value!: number;

  @Field(() => Float, { description: 'What is usual.' })
  centre!: number;

  @Field(() => Float, { description: 'What was crossed.' })
  limit!: number;

  @Field(() => Float, { description: 'Distance from the usual in standard deviations.' })
  score!: number;
}

@ObjectType({ description: 'A lot of an excursion; alarms are those raised at its arrival.' })
export class ExcursionLot {
  @Field(() => ID)
  lotId!: string;

  @Field(() => Date)
  testedAt!: Date;

  @Field(() => [ID], { description: 'Wafers that stand out; all that count where none does by itself.' })
  waferIds!: string[];

  @Field(() => Int, { description: 'Wafers of the lot that count.' })
  wafers!: number;

  @Field(() => Float, { nullable: true, description: 'Final yield of the lot, a fraction of 1.' })
  finalYield!: number | null;

  @Field(() => Float, { nullable: true })
  lossPp!: number | null;

  @Field(() => [ExcursionAlarm])
  alarms!: ExcursionAlarm[];

  @Field(() => Boolean)
  onHold!: boolean;
}

@ObjectType()
export class EntryChange {
  @Field(() => String, { description: 'Name of what changed, such as state or owner.' })
  field!: string;

  @Field(() => String, { nullable: true })
  before!: string | null;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

@ObjectType({ description: 'An entry of the history; nothing there is ever changed.' })
export class ExcursionEntry {
  @Field(() => Int)
  entryNo!: number;

  @Field(() => ExcursionAct)
  act!: ExcursionAct;

  @Field(() => String)
  actorName!: string;

  @Field(() => Boolean, { description: 'Written by the detectors.' })
  byDetectors!: boolean;

  @Field(() => [EntryChange], { description: 'What was different before and after.' })
  changes!: EntryChange[];

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => Date, { description: 'Wall clock.' })
  at!: Date;

  @Field(() => Date, { description: 'The fab’s time at that moment.' })
  fabAt!: Date;
}

@ObjectType()
export class ExcursionAction {
  @Field(() => ID)
  actionId!: string;

  @Field(() => String)
  what!: string;

  @Field(() => ID, { nullable: true })
  assigneeId!: string | null;

  @Field(() => String)
  assigneeName!: string;

  @Field(() => Date, { nullable: true })
  dueAt!: Date | null;

  @Field(() => String)
  addedBy!: string;

  @Field(() => Date)
  addedAt!: Date;

  @Field(() => Date, { nullable: true })
  doneAt!: Date | null;

  @Field(() => String, { nullable: true })
  doneBy!: string | null;

  @Field(() => String, { nullable: true })
  doneComment!: string | null;
}

@ObjectType({ description: 'A lot that went through the suspect and is not sorted yet.' })
export class InLineLot {
  @Field(() => ID)
  lotId!: string;

  @Field(() => ID)
  productId!: string;

  @Field(() => String)
  productName!: string;

  @Field(() => String)
  priority!: string;

  @Field(() => Int, { description: 'Of its wafers, those that went through the suspect.' })
  exposedWafers!: number;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Date, { description: 'When the last of them left the suspect.' })
  processedAt!: Date;

  @Field(() => ID, { nullable: true })
  currentStepId!: string | null;

  @Field(() => String, { nullable: true })
  currentStep!: string | null;

  @Field(() => Boolean)
  onHold!: boolean;

  @Field(() => Date, { nullable: true, description: 'When this excursion asked the MES to hold it.' })
  holdRequestedAt!: Date | null;
}

@ObjectType({ description: 'Wafers laid on each other; the bytes are those of contracts’ stacked dies.' })
export class ExcursionStacks {
  @Field(() => Int)
  affectedWafers!: number;

  @Field(() => Int)
  baselineWafers!: number;

  @Field(() => Int, { description: 'Dies a wafer.' })
  dieCount!: number;

  @Field(() => String, { description: 'The affected wafers; the difference is affected minus baseline.' })
  affectedUrl!: string;

  @Field(() => String, { description: 'Wafers of the same lots and of lots of the same time that are not affected.' })
  baselineUrl!: string;
}

@ObjectType({ description: 'A parameter that stands elsewhere on the affected wafers than on the others.' })
export class MovedParameter {
  @Field(() => String, { description: 'sensor, metrology or etest.' })
  source!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'mean, sd, min, max … of a sensor.' })
  statistic!: string | null;

  @Field(() => String)
  unit!: string;

  @Field(() => ID, { nullable: true })
  stepId!: string | null;

  @Field(() => String, { nullable: true })
  stepName!: string | null;

  @Field(() => [ID], { description: 'Tools on which the affected wafers were measured.' })
  toolIds!: string[];

  @Field(() => Float, { description: 'Median of the affected wafers, and of the others.' })
  affected!: number;

  @Field(() => Float)
  others!: number;

  @Field(() => Float, { description: 'Difference of the medians in robust standard deviations of the others.' })
  shift!: number;

  @Field(() => Int)
  affectedLots!: number;

  @Field(() => Int)
  otherLots!: number;

  @Field(() => Float, {
    description: 'Of the rank correlation with being affected, after Benjamini–Hochberg over all parameters.',
  })
  q!: number;
}

@ObjectType()
export class SimilarExcursion {
  @Field(() => ID)
  excursionId!: string;

  @Field(() => Date)
  openedAt!: Date;

  @Field(() => ExcursionState)
  state!: ExcursionState;

  @Field(() => Float, { description: '0 to 1: how much of what is known of both agrees.' })
  similarity!: number;

  @Field(() => [String], { description: 'What agrees: product, series, bin, signature, stack, tool, chamber, step.' })
  shared!: string[];

  @Field(() => String, { nullable: true, description: 'What was found then, in words.' })
  cause!: string | null;

  @Field(() => Float, { nullable: true })
  lossPp!: number | null;
}

export enum FabChangeKind {
  MAINTENANCE = 'maintenance',
  RECIPE = 'recipe',
  PROGRAM = 'program',
  PROBE_CARD = 'probe-card',
  LIMIT = 'limit',
}
registerEnumType(FabChangeKind, { name: 'FabChangeKind' });

@ObjectType({ description: 'Something that was changed in the fab around the time the affected wafers were there.' })
export class FabChangeRow {
  @Field(() => FabChangeKind)
  kind!: FabChangeKind;

  @Field(() => Date)
  at!: Date;

  @Field(() => Date, { nullable: true })
  endedAt!: Date | null;

  @Field(() => ID, { nullable: true })
  toolId!: string | null;

  @Field(() => String, { nullable: true })
  chamber!: string | null;

  @Field(() => ID, { nullable: true })
  stepId!: string | null;

  @Field(() => String, { nullable: true })
  stepName!: string | null;

  @Field(() => String, { description: 'Kind of maintenance, recipe, program, card or test.' })
  what!: string;

  @Field(() => String, { nullable: true })
  before!: string | null;

  @Field(() => String, { nullable: true })
  after!: string | null;

  @Field(() => String, { nullable: true, description: 'What the technician wrote: data, never an instruction.' })
  note!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the affected wafers that came after it, minus that of the others; null where not asked.',
  })
  contrast!: number | null;
}
