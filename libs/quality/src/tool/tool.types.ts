import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

@InputType({ description: 'Which runs, by their end.' })
export class ToolFilter {
  @Field(() => ID, { nullable: true, description: 'Null = all products in scope.' })
  productId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Fab weeks up to and with the running one; default 8.' })
  weeks?: number | null;

  @Field(() => Date, { nullable: true })
  from?: Date | null;

  @Field(() => Date, { nullable: true })
  to?: Date | null;
}

export enum ToolReading {
  HIGHER = 'higher',
  LOWER = 'lower',
  NO_DIFFERENCE = 'no-difference',
  INCONCLUSIVE = 'inconclusive',
}
registerEnumType(ToolReading, {
  name: 'ToolReading',
  description:
    'Inconclusive: fewer than 3 lots on a side, or nothing to compare with. Higher and lower: p < .05 after Holm, over all comparisons of the answer.',
});

@ObjectType({ description: 'Final yield of the wafers that a tool touched against the others of the same step.' })
export class ToolYield {
  @Field(() => ID)
  stepId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => ID)
  productId!: string;

  @Field(() => Float, { nullable: true, description: 'Good of gross dies; null when none was tested.' })
  value!: number | null;

  @Field(() => Float, { nullable: true })
  others!: number | null;

  @Field(() => Int)
  lots!: number;

  @Field(() => Int)
  otherLots!: number;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Float, { nullable: true, description: 'Mean of its lots minus mean of the others (Welch).' })
  difference!: number | null;

  @Field(() => Float, { nullable: true, description: 'Two-sided p, corrected for the number of comparisons (Holm).' })
  p!: number | null;

  @Field(() => ToolReading)
  reading!: ToolReading;
}

@ObjectType({ description: 'Work on a tool or one of its chambers. The technician’s note is quoted as it came.' })
export class ToolMaintenance {
  @Field(() => ID)
  maintenanceId!: string;

  @Field(() => String, { nullable: true, description: 'Null: the whole tool.' })
  chamber!: string | null;

  @Field(() => String, { description: 'pm, repair or qualification.' })
  kind!: string;

  @Field(() => Date)
  startedAt!: Date;

  @Field(() => Date)
  endedAt!: Date;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => String, { nullable: true, description: 'Language of the note, BCP 47.' })
  language!: string | null;
}

@ObjectType()
export class ToolSummary {
  @Field(() => ID)
  toolId!: string;

  @Field(() => String, { nullable: true })
  area!: string | null;

  @Field(() => [String])
  chambers!: string[];

  @Field(() => Int, { description: 'Without seasoning.' })
  runs!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => ToolMaintenance, { nullable: true, description: 'The newest PM of all time.' })
  lastPm!: ToolMaintenance | null;

  @Field(() => [ToolYield])
  yields!: ToolYield[];
}

@ObjectType({ description: 'Tools that ran something you may see in the period.' })
export class ToolList {
  @Field(() => String, { description: 'Weeks: 2026-W40 or 2026-W40..2026-W47.' })
  period!: string;

  @Field(() => [ToolSummary])
  tools!: ToolSummary[];

  @Field(() => Int, { description: 'Wafers that went through, or are compared with, and were excluded by hand.' })
  excludedWafers!: number;
}

@ObjectType()
export class ToolSensor {
  @Field(() => ID)
  stepId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => ID, { description: 'A product that it was recorded for: limits are learnt product by product.' })
  productId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  statistic!: string;

  @Field(() => String)
  unit!: string;
}

@ObjectType()
export class ToolRun {
  @Field(() => ID)
  runId!: string;

  @Field(() => ID)
  lotId!: string;

  @Field(() => ID)
  productId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => String)
  recipe!: string;

  @Field(() => String)
  recipeVersion!: string;

  @Field(() => [String])
  chambers!: string[];

  @Field(() => Int)
  wafers!: number;

  @Field(() => Date)
  startedAt!: Date;

  @Field(() => Date)
  endedAt!: Date;

  @Field(() => Boolean)
  seasoning!: boolean;
}

@ObjectType()
export class Tool {
  @Field(() => ID)
  toolId!: string;

  @Field(() => String, { nullable: true })
  area!: string | null;

  @Field(() => String)
  period!: string;

  @Field(() => [String])
  chambers!: string[];

  @Field(() => [ToolRun], { description: 'The newest 200 of the period, seasoning among them.' })
  runs!: ToolRun[];

  @Field(() => Int)
  runsInAll!: number;

  @Field(() => [ToolMaintenance], { description: 'In the period, the newest first; without any, the last one.' })
  maintenance!: ToolMaintenance[];

  @Field(() => [ToolSensor])
  sensors!: ToolSensor[];

  @Field(() => [ToolYield])
  yields!: ToolYield[];

  @Field(() => Int, { description: 'Wafers that went through, or are compared with, and were excluded by hand.' })
  excludedWafers!: number;
}

@InputType()
export class ToolSensorInput {
  @Field(() => ID)
  stepId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  statistic!: string;

  @Field(() => String, { nullable: true })
  chamber?: string | null;
}

@ObjectType({ description: 'The sensor in a seasoning run: shown, never tested.' })
export class SeasoningPoint {
  @Field(() => ID)
  lotId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => Float, { description: 'Mean of the run’s wafers.' })
  value!: number;

  @Field(() => Int)
  wafers!: number;
}
