import { Field, ObjectType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, NotFound, unionOf } from '@fabwright/platform';
import { Excursion } from './excursion.types.ts';

@ObjectType({ description: 'It happened.' })
export class ExcursionChanged {
  @Field(() => Excursion)
  excursion: Excursion;

  constructor(excursion: Excursion) {
    this.excursion = excursion;
  }
}

@ObjectType({ description: 'Somebody else was faster; nothing was changed. Here is how it stands now.' })
export class ExcursionOutdated {
  @Field(() => String)
  message: string;

  @Field(() => Excursion)
  excursion: Excursion;

  constructor(message: string, excursion: Excursion) {
    this.message = message;
    this.excursion = excursion;
  }
}

export const ExcursionResult = unionOf('ExcursionResult', [Excursion, NotFound, Forbidden]);

export const ExcursionChangeResult = unionOf('ExcursionChangeResult', [
  ExcursionChanged,
  ExcursionOutdated,
  InvalidInput,
  NotFound,
  Forbidden,
]);
