import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A stretch of text; with a fact, exactly as the formatter prints it.' })
export class Span {
  @Field(() => String)
  text!: string;

  @Field(() => String, { nullable: true })
  factId!: string | null;

  @Field(() => Boolean)
  emphasis!: boolean;
}

@ObjectType({ description: 'A value that a text states, and where it comes from.' })
export class Fact {
  @Field(() => ID, { description: 'Its number in this text; only the key means something elsewhere.' })
  id!: string;

  @Field(() => String)
  key!: string;

  @Field(() => String)
  kind!: string;

  @Field(() => String)
  text!: string;

  @Field(() => String)
  definition!: string;

  @Field(() => String)
  unit!: string;

  @Field(() => Int, { nullable: true, description: 'How many lots, wafers or dies it rests on.' })
  n!: number | null;

  @Field(() => String, { nullable: true })
  interval!: string | null;

  @Field(() => String, { description: 'The query that computed it, with its parameters.' })
  query!: string;

  @Field(() => Int)
  rows!: number;

  @Field(() => String, { description: 'Sequence number of the data.' })
  asOf!: string;
}

@ObjectType({ description: 'Sentences whose every number is a fact of the list; checked before they are answered.' })
export class Narrative {
  @Field(() => String)
  badge!: string;

  @Field(() => [Span])
  headline!: Span[];

  @Field(() => [[Span]])
  paragraphs!: Span[][];

  @Field(() => [Fact], { description: 'Those that the text mentions.' })
  facts!: Fact[];

  @Field(() => Date)
  madeAt!: Date;
}
