import { accessDecorator } from './access-decorator.ts';
import { declaredLibraries } from './declared-libraries.ts';
import { maxCtorDeps } from './max-ctor-deps.ts';
import { noTypeOnlyInjection } from './no-type-only-injection.ts';

/** The project's own lint rules, used as `local/…` in eslint.config.mjs. */
export const localRules = {
  meta: { name: 'local' },
  rules: {
    'access-decorator': accessDecorator,
    'declared-libraries': declaredLibraries,
    'max-ctor-deps': maxCtorDeps,
    'no-type-only-injection': noTypeOnlyInjection,
  },
};
