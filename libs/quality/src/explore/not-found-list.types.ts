import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'How many positions of the die map figures cover.' })
export class DieCoverage {
  @Field(() => Int)
  chosen!: number;

  @Field(() => Int, { description: 'Of the product’s newest die map; without one, of its newest wafer.' })
  positions!: number;
}

@ObjectType({ description: 'What a filter means and cannot be shown, or is not counted.' })
export class NotFoundList {
  @Field(() => [String], { description: 'Names on its lists that stand for nothing you may see.' })
  lots!: string[];

  @Field(() => [String])
  wafers!: string[];

  @Field(() => Int, { description: 'Wafers whose results are dated after the fab’s now: a clock stands ahead.' })
  ahead!: number;

  @Field(() => Int, { description: 'Wafers of the filter that were excluded by hand: they are in no figure.' })
  excluded!: number;

  @Field(() => DieCoverage, { nullable: true, description: 'Of a choice of dies; null: figures are of all dies.' })
  dies!: DieCoverage | null;
}
