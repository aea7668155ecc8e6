import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ModelCapabilities } from '../../model/language-model.ts';
import type { ModelFigures } from '../calls/language-call.ts';
import { gradeOf, type GradeChoice, type LanguageTask, type ModelState } from '../registry/configured-model.ts';
import type { Assignment } from '../registry/model.repository.ts';
import type { ModelView } from './model-overview.service.ts';

export const LanguageTaskEnum = { NARRATION: 'narration' } as const satisfies Record<string, LanguageTask>;
registerEnumType(LanguageTaskEnum, { name: 'LanguageTask' });

export const ModelGradeEnum = { AUTO: 'auto', G1: 'G1', G2: 'G2' } as const satisfies Record<string, GradeChoice>;
registerEnumType(ModelGradeEnum, {
  name: 'ModelGrade',
  description: 'G1 chooses among given wordings, G2 writes; AUTO by what the model can do.',
});

export const ModelStateEnum = {
  UNKNOWN: 'unknown',
  STARTING: 'starting',
  READY: 'ready',
  FAILED: 'failed',
} as const satisfies Record<string, ModelState>;
registerEnumType(ModelStateEnum, { name: 'LanguageModelState' });

@ObjectType({ description: 'What a model said it can do; nothing of it is trusted.' })
export class LanguageModelCapabilities {
  @Field(() => String)
  name!: string;

  @Field(() => Int, { nullable: true })
  contextTokens!: number | null;

  @Field(() => Boolean)
  grammar!: boolean;

  @Field(() => Boolean)
  jsonSchema!: boolean;

  @Field(() => Boolean)
  embeddings!: boolean;

  @Field(() => Boolean)
  images!: boolean;

  static of(capabilities: ModelCapabilities): LanguageModelCapabilities {
    return Object.assign(new LanguageModelCapabilities(), capabilities);
  }
}

@ObjectType({ description: 'Counted from the calls of the last 30 days.' })
export class LanguageModelFigures {
  @Field(() => Int)
  calls!: number;

  @Field(() => Int)
  failures!: number;

  @Field(() => Int, { description: 'Sections of reports that it was asked for.' })
  sections!: number;

  @Field(() => Float, { nullable: true, description: 'Fraction of sections that passed at the first answer.' })
  firstPass!: number | null;

  @Field(() => Float, { nullable: true, description: 'Fraction of sections that templates worded at last.' })
  fallback!: number | null;

  @Field(() => Float, { nullable: true, description: 'Measured on this machine.' })
  tokensPerSecond!: number | null;

  @Field(() => Float, { nullable: true })
  secondsPerCall!: number | null;

  @Field(() => Int, { description: 'Questions that wait or are being answered now.' })
  open!: number;

  static of(figures: ModelFigures): LanguageModelFigures {
    return Object.assign(new LanguageModelFigures(), figures);
  }
}

@ObjectType()
export class LanguageModelFailure {
  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType({ description: 'A language model on the premises. Its API key is never told.' })
export class LanguageModel {
  @Field(() => ID)
  modelId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'embedded or http.' })
  driver!: string;

  @Field(() => String, { nullable: true })
  baseUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'What its server calls it.' })
  serverModel!: string | null;

  @Field(() => String, { nullable: true, description: 'In the models folder.' })
  file!: string | null;

  @Field(() => String, { nullable: true })
  adapterFile!: string | null;

  @Field(() => Float, { nullable: true })
  fileBytes!: number | null;

  @Field(() => String)
  licence!: string;

  @Field(() => String, { description: 'Where it came from.' })
  source!: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 of weights and adapter; null while not told.' })
  hash!: string | null;

  @Field(() => Boolean)
  hasApiKey!: boolean;

  @Field(() => ModelGradeEnum)
  grade!: GradeChoice;

  @Field(() => String, {
    nullable: true,
    description: 'G1 or G2: what it plays as things are; null = it words nothing.',
  })
  plays!: string | null;

  @Field(() => [String], { nullable: true, description: 'Kinds of facts that it was trained on; null = all.' })
  trainedKinds!: readonly string[] | null;

  @Field(() => LanguageModelCapabilities, { nullable: true, description: 'Null = never asked.' })
  capabilities!: LanguageModelCapabilities | null;

  @Field(() => ModelStateEnum)
  state!: ModelState;

  @Field(() => String, { nullable: true })
  stateCode!: string | null;

  @Field(() => String, { nullable: true })
  stateReason!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  stateAt!: Date | null;

  @Field(() => String)
  createdBy!: string;

  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  @Field(() => LanguageModelFigures)
  figures!: LanguageModelFigures;

  @Field(() => [LanguageModelFailure], { description: 'The newest five.' })
  lastFailures!: LanguageModelFailure[];

  static of({ model, figures, failures }: ModelView): LanguageModel {
    const { place, version: _version, capabilities, ...shown } = model;
    return Object.assign(new LanguageModel(), {
      ...{ baseUrl: null, serverModel: null, file: null, adapterFile: null },
      ...shown,
      ...place,
      plays: gradeOf(model),
      capabilities: capabilities && LanguageModelCapabilities.of(capabilities),
      figures: LanguageModelFigures.of(figures),
      lastFailures: failures.map(({ begunAt, failureCode, failureReason }) => ({
        at: begunAt,
        code: failureCode ?? '',
        reason: failureReason ?? '',
      })),
    });
  }
}

@ObjectType({ description: 'What is written beside a file of weights.' })
export class ModelCardView {
  @Field(() => String)
  title!: string;

  @Field(() => String)
  licence!: string;

  @Field(() => String)
  source!: string;

  @Field(() => ModelGradeEnum, { nullable: true, description: 'At which it was measured to do best.' })
  grade?: GradeChoice | undefined;

  @Field(() => String, {
    nullable: true,
    description: 'The adapter in the same folder that is made for these weights.',
  })
  adapterFile?: string | undefined;

  @Field(() => [String], { nullable: true, description: 'Kinds of facts that the adapter was trained on; null = all.' })
  trainedKinds?: readonly string[] | undefined;

  @Field(() => String, { nullable: true, description: 'Of an adapter: the weights that it is made for.' })
  adapterOf?: string | undefined;
}

@ObjectType()
export class ModelFileView {
  @Field(() => String)
  file!: string;

  @Field(() => Float)
  bytes!: number;

  @Field(() => ModelCardView, { nullable: true })
  card!: ModelCardView | null;
}

@ObjectType({ description: 'Which model answers a task; null = templates.' })
export class LanguageTaskView {
  @Field(() => LanguageTaskEnum)
  task!: LanguageTask;

  @Field(() => ID, { nullable: true })
  modelId!: string | null;

  @Field(() => String, { nullable: true })
  changedBy!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  changedAt!: Date | null;

  static of(task: LanguageTask, assignment: Assignment | undefined): LanguageTaskView {
    const none = { modelId: null, changedBy: null, changedAt: null };
    return Object.assign(new LanguageTaskView(), { task, ...(assignment ?? none) });
  }
}

@ObjectType()
export class LanguageModelOverview {
  @Field(() => [LanguageModel])
  models!: LanguageModel[];

  @Field(() => [LanguageTaskView])
  tasks!: LanguageTaskView[];

  @Field(() => [ModelFileView], { description: 'GGUF files of the models folder.' })
  files!: readonly ModelFileView[];

  @Field(() => String)
  folder!: string;

  @Field(() => [String], { description: 'Hosts that models may be asked at; empty = none.' })
  hosts!: readonly string[];

  @Field(() => [String], { description: 'Kinds of facts that texts are made of.' })
  factKinds!: readonly string[];
}
