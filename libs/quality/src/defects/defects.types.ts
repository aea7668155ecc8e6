import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

@InputType()
export class DefectFilter {
  @Field(() => ID, { nullable: true, description: 'Null = all products in scope.' })
  productId?: string | null;

  @Field(() => String, { nullable: true, description: 'The inspected step; null = all.' })
  stepId?: string | null;

  @Field(() => [Int], { nullable: true, description: 'Only defects of these classes; null or empty = all.' })
  classes?: number[] | null;

  @Field(() => Int, { nullable: true, description: 'Fab weeks up to and with the running one; default 8.' })
  weeks?: number | null;

  @Field(() => Date, { nullable: true })
  from?: Date | null;

  @Field(() => Date, { nullable: true })
  to?: Date | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Defects of two inspections no farther apart than this, in mm, are one; default 0.1.',
  })
  toleranceMm?: number | null;
}

@ObjectType({
  description: 'Defects per inspected area at a step; the interval takes the lot as the unit that varies.',
})
export class StepDensity {
  @Field(() => String)
  stepId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Int)
  defects!: number;

  @Field(() => Float)
  areaCm2!: number;

  @Field(() => Float, { nullable: true, description: 'In 1/cm².' })
  density!: number | null;

  @Field(() => Float, { nullable: true, description: '95 %; null with fewer than three lots.' })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;
}

@ObjectType({ description: 'One lot at one step.' })
export class DensityPoint {
  @Field(() => String)
  stepId!: string;

  @Field(() => ID)
  lotId!: string;

  @Field(() => Date, { description: 'Of its last inspection there.' })
  at!: Date;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  defects!: number;

  @Field(() => Float, { nullable: true, description: 'In 1/cm².' })
  density!: number | null;
}

@ObjectType()
export class DefectClass {
  @Field(() => Int)
  code!: number;

  @Field(() => String, { description: 'Empty where no inspection names it.' })
  name!: string;

  @Field(() => Int)
  defects!: number;

  @Field(() => Float, { description: 'Of all defects.' })
  share!: number;

  @Field(() => Float, { description: 'Of this class and all before it.' })
  cumulative!: number;
}

@ObjectType({ description: 'What the wafers of a step have more than at their inspection before.' })
export class StepAdders {
  @Field(() => String)
  stepId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => String)
  previousStepId!: string;

  @Field(() => String)
  previousStepName!: string;

  @Field(() => Int, { description: 'Wafers that have both inspections.' })
  wafers!: number;

  @Field(() => Int)
  adders!: number;

  @Field(() => Int, { description: 'Defects that both inspections have.' })
  carried!: number;

  @Field(() => Int, { description: 'Defects of the earlier inspection that the later one does not have.' })
  gone!: number;

  @Field(() => Int, { description: 'Defects without a place, which can not be matched.' })
  unplaced!: number;

  @Field(() => Float)
  perWafer!: number;
}

@ObjectType()
export class InspectedWafer {
  @Field(() => String)
  inspectionId!: string;

  @Field(() => ID)
  lotId!: string;

  @Field(() => ID)
  waferId!: string;

  @Field(() => String)
  stepId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => String)
  toolId!: string;

  @Field(() => Date)
  inspectedAt!: Date;

  @Field(() => Int)
  defects!: number;

  @Field(() => Int, { nullable: true, description: 'Defects by the file’s own summary; null without one.' })
  statedDefects!: number | null;

  @Field(() => Float, { nullable: true, description: 'In 1/cm².' })
  density!: number | null;

  @Field(() => Boolean, { description: 'Whether the wafer has a sort map.' })
  sorted!: boolean;
}

@ObjectType({ description: 'Inspections of a period.' })
export class DefectOverview {
  @Field(() => String)
  period!: string;

  @Field(() => Int, { description: 'Inspected wafers of the choice; a wafer counts once an inspection.' })
  inspections!: number;

  @Field(() => Int, { description: 'Of these wafers, those that yields exclude; their defects count here.' })
  excludedWafers!: number;

  @Field(() => [StepDensity])
  steps!: StepDensity[];

  @Field(() => [DensityPoint], { description: 'In time order.' })
  trend!: DensityPoint[];

  @Field(() => [DefectClass], { description: 'Of all classes, whatever the filter says of them; most first.' })
  classes!: DefectClass[];

  @Field(() => [InspectedWafer], { description: 'The newest 50.' })
  latest!: InspectedWafer[];

  /** For the fields that are worked out when they are asked for. */
  filter!: DefectFilter;
}
