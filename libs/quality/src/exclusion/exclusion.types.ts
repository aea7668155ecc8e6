import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, NotFound, unionOf } from '@fabwright/platform';
import { Exclusion } from '../wafer/wafer.types.ts';

@ObjectType()
export class WaferExcluded {
  @Field(() => Exclusion)
  exclusion: Exclusion;

  constructor(exclusion: Exclusion) {
    this.exclusion = exclusion;
  }
}

@ObjectType()
export class WaferRestored {
  @Field(() => ID)
  waferId: string;

  constructor(waferId: string) {
    this.waferId = waferId;
  }
}

export const ExclusionResult = unionOf('ExclusionResult', [
  WaferExcluded,
  WaferRestored,
  InvalidInput,
  NotFound,
  Forbidden,
]);
