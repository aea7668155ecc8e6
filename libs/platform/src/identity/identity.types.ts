import { Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { InvalidInput, NotFound, unionOf } from '../graphql/result-types.ts';
import type { Role } from '../auth/permissions.ts';
import type { Account } from './account.entity.ts';
import type { ApiToken } from './api-token.entity.ts';
import { mailAddressOf, type MailLanguage } from './contact.ts';
import type { InviteLink } from './invite.service.ts';

/** Names as GraphQL spells them, values as the database does. */
export const RoleEnum = {
  MANAGER: 'manager',
  YIELD_ENGINEER: 'yield-engineer',
  PROCESS_ENGINEER: 'process-engineer',
  ADMINISTRATOR: 'administrator',
} as const satisfies Record<string, Role>;
registerEnumType(RoleEnum, { name: 'Role' });

@ObjectType()
export class Person {
  @Field(() => ID)
  accountId!: string;

  @Field(() => String, { description: 'What is typed at sign-in.' })
  login!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => [ID], { nullable: true, description: 'Products the person may see; null = all.' })
  productScope!: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where mails go; without one the login, where that is an address.',
  })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'en or zh-CN; null = that of the rule or report.' })
  language!: MailLanguage | null;

  @Field(() => Boolean, { description: 'Has not chosen a password yet.' })
  invited!: boolean;

  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  lastSeenAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  disabledAt!: Date | null;

  static of(account: Account, lastSeenAt: Date | null = null): Person {
    const { passwordHash, ...shown } = account;
    return Object.assign(new Person(), shown, { invited: passwordHash === null, lastSeenAt });
  }
}

@ObjectType('ApiToken')
export class ApiTokenView {
  @Field(() => ID)
  tokenId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [String])
  scopes!: readonly string[];

  @Field(() => [ID], { nullable: true, description: 'Products the token may see; null = all.' })
  productScope!: readonly string[] | null;

  @Field(() => String)
  createdBy!: string;

  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  expiresAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  revokedAt!: Date | null;

  static of(token: ApiToken): ApiTokenView {
    const { tokenHash: _never, ...shown } = token;
    return Object.assign(new ApiTokenView(), shown);
  }
}

@InputType()
export class InvitePersonInput {
  @Field(() => String)
  login!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => [ID], { nullable: true })
  productScope?: string[] | null;

  @Field(() => String, { nullable: true })
  email?: string | null;
}

@ObjectType({ description: 'Where mails of an account go.' })
export class ContactView {
  @Field(() => String, { nullable: true })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'en or zh-CN; null = that of the rule or report.' })
  language!: MailLanguage | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address that is used: email, or the login where that is one.',
  })
  address!: string | null;

  static of(account: Account): ContactView {
    const { email, language } = account;
    return Object.assign(new ContactView(), { email, language, address: mailAddressOf(account) });
  }
}

@InputType()
export class CreateApiTokenInput {
  @Field(() => String)
  name!: string;

  @Field(() => [String])
  scopes!: string[];

  @Field(() => [ID], { nullable: true })
  productScope?: string[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'The link works once, and is shown once.' })
export class InviteLinkMade {
  @Field(() => Person, { nullable: true })
  person!: Person | null;

  @Field(() => String, { description: 'Path of the page on which a password is chosen.' })
  path!: string;

  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;

  static of(link: InviteLink, account: Account | null): InviteLinkMade {
    const person = account && Person.of(account);
    return Object.assign(new InviteLinkMade(), { path: link.path, expiresAt: link.expiresAt, person });
  }
}

@ObjectType({ description: 'The secret is shown this once.' })
export class ApiTokenCreated {
  @Field(() => ApiTokenView)
  token!: ApiTokenView;

  @Field(() => String)
  secret!: string;
}

@ObjectType()
export class PersonChanged {
  @Field(() => Person)
  person: Person;

  constructor(person: Person) {
    this.person = person;
  }
}

@ObjectType()
export class ApiTokenRevoked {
  @Field(() => ApiTokenView)
  token: ApiTokenView;

  constructor(token: ApiTokenView) {
    this.token = token;
  }
}

@ObjectType()
export class PasswordChanged {
  @Field(() => GraphQLISODateTime)
  at: Date = new Date();
}

export const InviteResult = unionOf('InviteResult', [InviteLinkMade, InvalidInput, NotFound]);
export const PersonResult = unionOf('PersonResult', [PersonChanged, InvalidInput, NotFound]);
export const ApiTokenResult = unionOf('ApiTokenResult', [ApiTokenCreated, InvalidInput]);
export const RevokeResult = unionOf('RevokeResult', [ApiTokenRevoked, NotFound]);
export const PasswordResult = unionOf('PasswordResult', [PasswordChanged, InvalidInput]);
