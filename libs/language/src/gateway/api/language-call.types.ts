import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '@fabwright/platform';
import type { CallState, CallVerdict, LanguageCall } from '../calls/language-call.ts';

export const CallStateEnum = {
  WAITING: 'waiting',
  ASKED: 'asked',
  ANSWERED: 'answered',
  FAILED: 'failed',
  LOST: 'lost',
} as const satisfies Record<string, CallState>;
registerEnumType(CallStateEnum, { name: 'LanguageCallState', description: 'LOST: who asked ended before the answer.' });

export const CallVerdictEnum = { PASSED: 'passed', REFUSED: 'refused' } as const satisfies Record<string, CallVerdict>;
registerEnumType(CallVerdictEnum, { name: 'LanguageCallVerdict' });

@ObjectType({ description: 'One question to a language model. The question is kept as a hash only.' })
export class LanguageCallView {
  @Field(() => ID)
  callId!: string;

  @Field(() => GraphQLISODateTime)
  begunAt!: Date;

  @Field(() => String)
  actorName!: string;

  @Field(() => String)
  task!: string;

  @Field(() => String, { description: 'Section and language of the text.' })
  subject!: string;

  @Field(() => Boolean)
  isTrial!: boolean;

  @Field(() => Int)
  attempt!: number;

  @Field(() => String)
  promptVersion!: string;

  @Field(() => ID)
  modelId!: string;

  @Field(() => String)
  modelName!: string;

  @Field(() => String, { nullable: true })
  modelHash!: string | null;

  @Field(() => String, { nullable: true })
  adapterFile!: string | null;

  @Field(() => String)
  driver!: string;

  @Field(() => String, { description: 'JSON.' })
  parameters!: string;

  @Field(() => String, { description: 'SHA-256 of the question.' })
  inputHash!: string;

  @Field(() => CallStateEnum)
  state!: CallState;

  @Field(() => String, { nullable: true })
  failureCode!: string | null;

  @Field(() => String, { nullable: true })
  failureReason!: string | null;

  @Field(() => String, { nullable: true, description: 'As the model gave it: not what was shown to anybody.' })
  output!: string | null;

  @Field(() => Boolean, { nullable: true })
  formHeld!: boolean | null;

  @Field(() => Int, { nullable: true })
  promptTokens!: number | null;

  @Field(() => Int, { nullable: true })
  answerTokens!: number | null;

  @Field(() => Int, { nullable: true })
  queuedMs!: number | null;

  @Field(() => Int, { nullable: true })
  answerMs!: number | null;

  @Field(() => CallVerdictEnum, { nullable: true, description: 'Of the verifier; null without an answer.' })
  verdict!: CallVerdict | null;

  @Field(() => [String])
  refusals!: readonly string[];

  @Field(() => String)
  correlationId!: string;

  static of(call: LanguageCall): LanguageCallView {
    return Object.assign(new LanguageCallView(), call);
  }
}

@ObjectType()
export class LanguageCallConnection {
  @Field(() => [LanguageCallView])
  nodes!: LanguageCallView[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
