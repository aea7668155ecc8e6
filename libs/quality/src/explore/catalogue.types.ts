import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A step that the chosen wafers went through, and what it was run on.' })
export class StepEntry {
  @Field(() => ID)
  stepId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  area!: string | null;

  @Field(() => Int, { nullable: true })
  sequence!: number | null;

  @Field(() => [String])
  tools!: string[];

  @Field(() => [String], { description: 'As tool/chamber.' })
  chambers!: string[];
}

@ObjectType({ description: 'A parameter that can be charted, split and related.' })
export class ParameterEntry {
  @Field(() => String, { description: 'FDC, METROLOGY or ETEST.' })
  kind!: string;

  @Field(() => ID, { nullable: true })
  stepId!: string | null;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'For FDC.' })
  statistic!: string | null;

  @Field(() => String)
  unit!: string;
}

@ObjectType()
export class TestEntry {
  @Field(() => Float)
  number!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  unit!: string;
}

@ObjectType()
export class BinEntry {
  @Field(() => Int)
  number!: number;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Colour slot 1–6, 0 = other.' })
  slot!: number;
}

@ObjectType({ description: 'What there is to look at for the chosen wafers.' })
export class Catalogue {
  @Field(() => [StepEntry])
  steps!: StepEntry[];

  @Field(() => [ParameterEntry])
  parameters!: ParameterEntry[];

  @Field(() => [TestEntry])
  tests!: TestEntry[];

  @Field(() => [BinEntry], { description: 'Soft bins that fail.' })
  bins!: BinEntry[];

  @Field(() => [String])
  testers!: string[];

  @Field(() => [String])
  probeCards!: string[];

  @Field(() => [String])
  programRevisions!: string[];
}
