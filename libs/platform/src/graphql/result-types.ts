import type { Type } from '@nestjs/common';
import { createUnionType, Field, Int, ObjectType } from '@nestjs/graphql';

/** Failures that a user can act on are members of a result union, not errors. */
@ObjectType({ description: 'There is no such thing, or it lies outside of what you may see.' })
export class NotFound {
  @Field(() => String)
  message: string;

  constructor(message: string) {
    this.message = message;
  }
}

@ObjectType({ description: 'You may see it, but not do this.' })
export class Forbidden {
  @Field(() => String)
  message: string;

  constructor(message: string) {
    this.message = message;
  }
}

@ObjectType()
export class InputIssue {
  @Field(() => String, { description: 'Name of the argument.' })
  field: string;

  @Field(() => String, { description: 'Stable code that the dashboard translates.' })
  code: string;

  @Field(() => String)
  message: string;

  constructor(field: string, code: string, message: string) {
    this.field = field;
    this.code = code;
    this.message = message;
  }
}

@ObjectType({ description: 'Nothing was changed; the issues say what to mend.' })
export class InvalidInput {
  @Field(() => String)
  message: string;

  @Field(() => [InputIssue])
  issues: InputIssue[];

  constructor(issues: InputIssue[]) {
    this.message = issues.map((issue) => issue.message).join(' ');
    this.issues = issues;
  }

  static of(field: string, code: string, message: string): InvalidInput {
    return new InvalidInput([new InputIssue(field, code, message)]);
  }
}

@ObjectType()
export class PageInfo {
  @Field(() => String, { nullable: true })
  endCursor: string | null;

  @Field(() => Boolean)
  hasNextPage: boolean;

  constructor(endCursor: string | null, hasNextPage: boolean) {
    this.endCursor = endCursor;
    this.hasNextPage = hasNextPage;
  }
}

@ObjectType({ description: 'It happened.' })
export class Done {
  @Field(() => Int, { description: 'How many things it happened to.' })
  count: number;

  constructor(count = 1) {
    this.count = count;
  }
}

/** A result union whose members are told apart by their class. Use it as value in decorators, `typeof X` as type. */
export function unionOf<const T extends readonly Type<unknown>[]>(name: string, types: T): InstanceType<T[number]> {
  return createUnionType({
    name,
    types: () => types,
    resolveType: (value: object) => types.find((type) => value instanceof type),
  });
}
