import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Done, InvalidInput, NotFound, unionOf } from '@fabwright/platform';
import type { Trial } from '../trial/trial.service.ts';
import { LanguageModel } from './language-model.types.ts';

@ObjectType()
export class TrialSectionView {
  @Field(() => String)
  section!: string;

  @Field(() => String, { description: 'Who worded it at last: G0 = templates.' })
  grade!: string;

  @Field(() => Int)
  tries!: number;

  @Field(() => [String])
  refusals!: readonly string[];
}

@ObjectType({ description: 'A sample text in the words of the model, checked like any other.' })
export class LanguageModelTrial {
  @Field(() => String)
  headline!: string;

  @Field(() => [String])
  paragraphs!: readonly string[];

  @Field(() => String)
  badge!: string;

  @Field(() => Float)
  seconds!: number;

  @Field(() => [TrialSectionView])
  sections!: readonly TrialSectionView[];

  static of(trial: Trial): LanguageModelTrial {
    return Object.assign(new LanguageModelTrial(), trial);
  }
}

@ObjectType()
export class LanguageModelSaved {
  @Field(() => LanguageModel)
  model: LanguageModel;

  constructor(model: LanguageModel) {
    this.model = model;
  }
}

export const LanguageModelResult = unionOf('LanguageModelResult', [LanguageModelSaved, InvalidInput, NotFound]);
export const LanguageModelDone = unionOf('LanguageModelDone', [Done, InvalidInput, NotFound]);
export const LanguageModelTrialResult = unionOf('LanguageModelTrialResult', [
  LanguageModelTrial,
  InvalidInput,
  NotFound,
]);
