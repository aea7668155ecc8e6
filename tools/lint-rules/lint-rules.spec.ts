import { fileURLToPath } from 'node:url';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, it } from 'vitest';
import { localRules } from './index.ts';

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
type Rule = Parameters<typeof tester.run>[1];
const rule = (name: keyof typeof localRules.rules): Rule => localRules.rules[name] as unknown as Rule;

tester.run('access-decorator', rule('access-decorator'), {
  valid: [
    `class LotResolver { @Query(() => Lot) @Allow('lot:read') lot() {} }`,
    `@Public() @Controller() class HealthController { @Get('healthz') health() {} }`,
    `@Allow('admin') class Tokens { @Mutation(() => Token) create() {} }`,
    `class LotResolver { @ResolveField() wafers() {} }`,
    // The decorator of a parameter is not an entrance.
    `class Lots { list(@Query() query: string) {} }`,
  ],
  invalid: [
    { code: `class LotResolver { @Query(() => Lot) lot() {} }`, errors: [{ messageId: 'unguarded' }] },
    { code: `@Resolver() class R { @Subscription(() => Id) changed() {} }`, errors: [{ messageId: 'unguarded' }] },
    {
      code: `class Wafers { @Get() one() {} @Post() @Allow('x') two() {} @Delete(':id') three() {} }`,
      errors: [{ messageId: 'unguarded' }, { messageId: 'unguarded' }],
    },
  ],
});

tester.run('max-ctor-deps', rule('max-ctor-deps'), {
  valid: [
    { code: `@Injectable() class A { constructor(a: A1, b: B1) {} }`, options: [{ max: 2 }] },
    // A plain value class takes what it needs.
    { code: `class Point { constructor(a: number, b: number, c: number) {} }`, options: [{ max: 2 }] },
    `@Injectable() class A { constructor(a: A, b: A, c: A, d: A, e: A, f: A, g: A) {} }`,
  ],
  invalid: [
    {
      code: `@Injectable() class A { constructor(a: A1, b: B1, c: C1) {} }`,
      options: [{ max: 2 }],
      errors: [{ message: 'A asks for 3 dependencies; 2 are allowed. Split the class.' }],
    },
    {
      code: `@Injectable() class A { constructor(a: A, b: A, c: A, d: A, e: A, f: A, g: A, h: A) {} }`,
      errors: [{ messageId: 'tooMany' }],
    },
  ],
});

tester.run('no-type-only-injection', rule('no-type-only-injection'), {
  valid: [
    `import { Lots } from './lots.ts'; @Injectable() class A { constructor(private readonly lots: Lots) {} }`,
    `import type { Pool } from 'pg'; @Injectable() class A { constructor(@Inject(POOL) pool: Pool) {} }`,
    `import type { Lots } from './lots.ts'; class Plain { constructor(lots: Lots) {} }`,
    `@Injectable() class A { constructor(name: string) {} }`,
  ],
  invalid: [
    {
      code: `import type { Lots } from './lots.ts'; @Injectable() class A { constructor(private lots: Lots) {} }`,
      errors: [{ messageId: 'typeOnly' }],
    },
    {
      code: `import { type Lots, x } from './lots.ts'; @Injectable() class A { constructor(lots: Lots) {} }`,
      errors: [{ messageId: 'typeOnly' }],
    },
    {
      code: `interface Lots { all(): void } @Injectable() class A { constructor(lots: Lots) {} }`,
      errors: [{ messageId: 'typeOnly' }],
    },
  ],
});

const inFacts = fileURLToPath(new URL('../../libs/facts/src/index.ts', import.meta.url));
const inCharts = fileURLToPath(new URL('../../libs/charts/src/index.ts', import.meta.url));
tester.run('declared-libraries', rule('declared-libraries'), {
  valid: [
    { code: `import { formatFact } from '@fabwright/facts';`, filename: inCharts },
    { code: `import { z } from 'zod';`, filename: inFacts },
    {
      code: `import { testDatabase } from '@fabwright/testing';`,
      filename: inFacts,
      options: [{ allow: ['@fabwright/testing'] }],
    },
  ],
  invalid: [
    {
      code: `import { LotService } from '@fabwright/fab';`,
      filename: inFacts,
      errors: [
        {
          message:
            '@fabwright/facts does not name @fabwright/fab in its package.json: name it there (no cycle) or do without.',
        },
      ],
    },
    { code: `export * from '@fabwright/charts';`, filename: inCharts, errors: [{ messageId: 'itself' }] },
    { code: `await import('@fabwright/testing');`, filename: inFacts, errors: [{ messageId: 'undeclared' }] },
  ],
});
