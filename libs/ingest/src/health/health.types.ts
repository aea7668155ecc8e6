import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'How much of the history the demonstration has brought in so far.' })
export class HistoryFill {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => Int, { description: 'Weeks with at least one wafer test.' })
  weeksFilled!: number;

  @Field(() => Int)
  weeks!: number;
}

@ObjectType()
export class IngestHealth {
  @Field(() => Date, { nullable: true, description: 'When the newest event happened, in fab time.' })
  newestEventAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When something came in last, by the wall clock.' })
  newestReceivedAt!: Date | null;

  @Field(() => String, { description: 'ok, watch, stale, or empty when nothing ever came in.' })
  state!: string;

  @Field(() => Float, { nullable: true, description: 'Age in seconds of the oldest message that waits.' })
  lagSeconds!: number | null;

  @Field(() => Float, { description: 'Events per minute over the last five minutes.' })
  ratePerMinute!: number;

  @Field(() => Int, { description: 'Messages in quarantine that nobody has settled.' })
  quarantined!: number;

  @Field(() => Int, { description: 'Messages that wait to be taken in.' })
  backlog!: number;

  @Field(() => HistoryFill, { nullable: true, description: 'Only on an instance that the demonstration fab feeds.' })
  history!: HistoryFill | null;
}

@ObjectType()
export class SourceHealth {
  @Field(() => String, { description: 'Event type.' })
  type!: string;

  @Field(() => Int)
  events24h!: number;

  @Field(() => Date, { nullable: true })
  newestEventAt!: Date | null;

  @Field(() => Date, { nullable: true })
  newestReceivedAt!: Date | null;

  @Field(() => Float, {
    description: 'Share of the last 24 hours’ events that came 1 hour to 7 days late; a fraction.',
  })
  lateShare!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => String, { description: 'ok within 2 × the usual delay, watch within 6 ×, else stale.' })
  state!: string;
}

@ObjectType({ description: 'How far one partition has been read.' })
export class ConsumerHealth {
  @Field(() => String)
  topic!: string;

  @Field(() => Int)
  partition!: number;

  @Field(() => String, { description: 'Number of the next message; text, as it may exceed 2^53.' })
  position!: string;

  @Field(() => Float, { description: 'Messages behind it.' })
  lag!: number;

  @Field(() => Date)
  updatedAt!: Date;
}

@ObjectType()
export class DataHealth {
  @Field(() => IngestHealth)
  ingest!: IngestHealth;

  @Field(() => [SourceHealth])
  sources!: SourceHealth[];

  @Field(() => Int, { description: 'Outgoing events that are not yet published to Kafka.' })
  outboxPending!: number;

  @Field(() => Int, { description: 'Events by HTTP that wait for the worker.' })
  rawLogBacklog!: number;

  @Field(() => [ConsumerHealth])
  consumers!: ConsumerHealth[];
}
