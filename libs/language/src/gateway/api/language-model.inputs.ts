import { Field, InputType } from '@nestjs/graphql';
import type { GradeChoice } from '../registry/configured-model.ts';
import { ModelGradeEnum } from './language-model.types.ts';

@InputType({ isAbstract: true })
class ModelWordsInput {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  licence!: string;

  @Field(() => String)
  source!: string;

  @Field(() => ModelGradeEnum)
  grade!: GradeChoice;

  @Field(() => [String], { nullable: true })
  trainedKinds?: string[] | null;
}

@InputType()
export class HttpModelInput extends ModelWordsInput {
  @Field(() => String)
  baseUrl!: string;

  @Field(() => String)
  serverModel!: string;

  @Field(() => String, { nullable: true })
  apiKey?: string | null;
}

@InputType()
export class FileModelInput extends ModelWordsInput {
  @Field(() => String)
  file!: string;

  @Field(() => String, { nullable: true })
  adapterFile?: string | null;
}

@InputType()
export class ModelChangeInput extends ModelWordsInput {
  @Field(() => String, { nullable: true, description: 'A new key; null leaves the present one.' })
  apiKey?: string | null;
}
