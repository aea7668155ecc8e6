import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FactorKind } from '../excursion/excursion.ts';
import { ExcursionStream } from '../excursion/excursion.types.ts';

export enum CommonalityReading {
  STRONG = 'strong',
  CONFOUNDED = 'confounded',
  NO_LINK = 'no-link',
  INCONCLUSIVE = 'inconclusive',
}
registerEnumType(CommonalityReading, {
  name: 'CommonalityReading',
  description:
    'Strong: linked, also once row 1 is known. Confounded: nothing is left once row 1 is known. Inconclusive: these lots could not have shown a link.',
});

@ObjectType({ description: 'One level of one factor, such as chamber B of a tool at a step.' })
export class CommonalityLevel {
  @Field(() => FactorKind)
  kind!: FactorKind;

  @Field(() => ID, { nullable: true })
  stepId!: string | null;

  @Field(() => String, { nullable: true })
  stepName!: string | null;

  @Field(() => String, { description: 'Tool, chamber (as tool/chamber), recipe version, slot, tester …' })
  id!: string;

  @Field(() => ID, { nullable: true })
  toolId!: string | null;

  @Field(() => String, { nullable: true })
  chamber!: string | null;

  @Field(() => String, { nullable: true, description: 'above or at-most, for a number such as a queue time.' })
  side!: string | null;

  @Field(() => Float, { nullable: true })
  cut!: number | null;

  @Field(() => String, { nullable: true })
  unit!: string | null;
}

@ObjectType()
export class CommonalityCount {
  @Field(() => Int)
  caseWafers!: number;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  caseLots!: number;

  @Field(() => Int)
  lots!: number;
}

@ObjectType()
export class CommonalityOdds {
  @Field(() => Float)
  ratio!: number;

  @Field(() => Float)
  low!: number;

  @Field(() => Float)
  high!: number;
}

@ObjectType({ description: 'How much worse the exposed are than the others, a fraction of 1, clustered by lot.' })
export class CommonalityContrast {
  @Field(() => Float)
  difference!: number;

  @Field(() => Float, { nullable: true })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => Int)
  lots!: number;
}

@ObjectType({
  description: 'Levels that these wafers can’t tell apart are one row; its figures are those of the first.',
})
export class CommonalityRow {
  @Field(() => [CommonalityLevel])
  levels!: CommonalityLevel[];

  @Field(() => CommonalityCount)
  exposed!: CommonalityCount;

  @Field(() => CommonalityCount)
  others!: CommonalityCount;

  @Field(() => CommonalityOdds, { nullable: true })
  oddsRatio!: CommonalityOdds | null;

  @Field(() => CommonalityContrast, { nullable: true })
  overall!: CommonalityContrast | null;

  @Field(() => CommonalityContrast, { nullable: true, description: 'Inside the same lots: preferred where it exists.' })
  withinLots!: CommonalityContrast | null;

  @Field(() => Float)
  score!: number;

  @Field(() => Float, { nullable: true, description: 'Family-wise over all factors, at least 10⁻⁴.' })
  p!: number | null;

  @Field(() => Float, { nullable: true })
  smallestReachableP!: number | null;

  @Field(() => Float, { nullable: true })
  pGivenFirst!: number | null;

  @Field(() => CommonalityReading)
  reading!: CommonalityReading;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it is inconclusive: few-affected-lots, few-lots, few-affected-with-it, not-lot-by-lot or out-of-reach.',
  })
  because!: string | null;
}

@ObjectType({ description: 'What the affected wafers share that others don’t, by permuting lots.' })
export class Commonality {
  @Field(() => [CommonalityRow])
  rows!: CommonalityRow[];

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Int)
  caseWafers!: number;

  @Field(() => Int)
  caseLots!: number;

  @Field(() => Int, { description: 'Levels asked about, and those with lots enough to be tested.' })
  levels!: number;

  @Field(() => Int)
  testedLevels!: number;

  @Field(() => Int)
  permutations!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'no-cases, only-cases, fewer-than-three-affected-lots, response-is-constant or no-testable-factor; null where there is an answer.',
  })
  obstacle!: string | null;

  @Field(() => ExcursionStream, {
    nullable: true,
    description: 'What wafers are worse in: the bin that leads the excursion, or the yield; null where a person chose.',
  })
  stream!: ExcursionStream | null;

  @Field(() => Float, { description: 'Highest sequence number of the facts it rests on.' })
  seq!: number;
}
