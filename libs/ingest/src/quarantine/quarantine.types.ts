import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@fabwright/platform';

@ObjectType({ description: 'A message that could not be taken in. It is kept until it is replayed or dismissed.' })
export class QuarantineItem {
  @Field(() => ID)
  quarantineId!: string;

  @Field(() => Date)
  receivedAt!: Date;

  @Field(() => String, { description: 'Where it came in: kafka:TOPIC or http.' })
  source!: string;

  @Field(() => String, { nullable: true })
  type!: string | null;

  @Field(() => String, { nullable: true })
  eventId!: string | null;

  @Field(() => String, { description: 'Stable code that the dashboard translates.' })
  reasonCode!: string;

  @Field(() => String, { description: 'What is wrong and what to do, in English.' })
  reason!: string;

  @Field(() => String, { description: 'The beginning of the message; bytes that are no text as \\xNN.' })
  raw!: string;

  @Field(() => Boolean, { description: 'The message is longer than what `raw` shows.' })
  truncated!: boolean;

  @Field(() => String, { description: 'open, replayed or dismissed.' })
  state!: string;
}

@ObjectType()
export class QuarantineConnection {
  @Field(() => [QuarantineItem])
  rows!: QuarantineItem[];

  @Field(() => Int)
  total!: number;

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'What became of the messages that were replayed or dismissed.' })
export class ReplayResult {
  @Field(() => Int)
  replayed!: number;

  @Field(() => Int, { description: 'They stay in quarantine, with the new reason.' })
  stillFailing!: number;

  @Field(() => Int)
  dismissed!: number;
}
