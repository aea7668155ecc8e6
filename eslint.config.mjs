import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { localRules } from './tools/lint-rules/index.ts';
import { depConstraints, noNativeModels, noNodeModules, oneSidedGlobals } from './tools/quality/boundaries.ts';
import { readProjects } from './tools/quality/projects.ts';

const root = import.meta.dirname;
// @nx/enforce-module-boundaries passes everything when no project graph lies in Nx's cache: make it first, always.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync({ exitOnError: true });
const projects = readProjects(root);
const sources = (runtime) =>
  projects.filter((project) => project.runtime === runtime).map(({ folder }) => `${folder}/**/*.ts`);
const webSources = sources('web');
const specs = ['**/*.spec.ts', '**/*.contract.ts', 'libs/testing/**/*.ts', 'apps/e2e/**/*.ts'];

const boundaries = (fromSpec) => [
  'error',
  {
    allow: [],
    enforceBuildableLibDependency: false,
    banTransitiveDependencies: true,
    depConstraints: depConstraints({ fromSpec }),
    // A spec uses the testing library, which uses the library that the spec tests: no circle of the product.
    ignoredCircularDependencies: fromSpec ? projects.map(({ name }) => [name, '@fabwright/testing']) : [],
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/generated/**',
      '.nx/**',
      '.angular/**',
      '.data/**',
      '.cache/**',
      'test-results/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.recommended],
    rules: { 'max-lines': ['error', 300], 'max-lines-per-function': ['error', 60], complexity: ['error', 10] },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { '@nx': nx, local: localRules },
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: root } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(false),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'local/access-decorator': 'error',
      'local/declared-libraries': 'error',
      'local/max-ctor-deps': ['error', { max: 7 }],
      'local/no-type-only-injection': 'error',
      complexity: ['error', 10],
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 60],
      'no-console': 'error',
    },
  },
  {
    // Nest's modules are classes with nothing but a decorator; so are Angular's route components.
    files: ['**/*.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    files: [...sources('any'), ...webSources],
    ignores: specs,
    rules: { 'no-restricted-imports': ['error', noNodeModules] },
  },
  {
    files: sources('node'),
    ignores: ['libs/language/src/model/embedded/child/**'],
    rules: { 'no-restricted-imports': ['error', noNativeModels] },
  },
  { files: sources('any'), ignores: specs, rules: { 'no-restricted-globals': ['error', ...oneSidedGlobals] } },
  {
    files: webSources,
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    languageOptions: { parserOptions: { project: './apps/dashboard/tsconfig.spec.json', tsconfigRootDir: root } },
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'fw', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'fw', style: 'camelCase' }],
    },
  },
  {
    files: ['**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    // A migration is one long statement list; its length says nothing.
    files: ['**/migrations/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', 600] },
  },
  { files: ['tools/**/*.ts', 'apps/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // Specs: a `describe` is one long function, a scenario has many steps, and `!` after an assertion is honest.
    files: specs,
    rules: {
      '@nx/enforce-module-boundaries': boundaries(true),
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'local/declared-libraries': ['error', { allow: ['@fabwright/testing'] }],
      'max-lines': ['error', 600],
      'max-lines-per-function': 'off',
    },
  },
);
