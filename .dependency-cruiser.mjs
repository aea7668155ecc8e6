import { readdirSync, readFileSync } from 'node:fs';

/** The files that libraries promise, by the `exports` of their package.json, as patterns for their paths. */
const promised = readdirSync(new URL('libs', import.meta.url)).flatMap((library) => {
  const manifest = JSON.parse(readFileSync(new URL(`libs/${library}/package.json`, import.meta.url), 'utf8'));
  return Object.values(manifest.exports ?? {}).map(
    (file) => `^${`libs/${library}/${file.slice(2)}`.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`,
  );
});

/** Edges between files; the edges between libraries are in eslint.config.mjs. */
export default {
  forbidden: [
    {
      name: 'native-runtime-in-its-process',
      comment:
        'The runtime of language models costs a hundred megabytes and can crash: only the process that is started for it loads it; and the trainer, which is a program of its own.',
      severity: 'error',
      from: {
        pathNot: [
          '^libs/language/src/model/embedded/child/',
          '^apps/[^/]+/src/language-model\\.thread\\.ts$',
          '^tools/trainer/',
        ],
      },
      to: { path: '^libs/language/src/model/embedded/child/' },
    },
    {
      name: 'no-cycle',
      comment: 'Files that import each other in a circle load in an order nobody chose. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'only-the-index',
      comment:
        "A library's index.ts (or another entry of its `exports`) is its promise; the files behind it are its own.",
      severity: 'error',
      // A generator writes one library's own files and reads what they are made from.
      from: { path: '^(libs|apps|tools)/([^/]+)/', pathNot: '^tools/generate/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^$1/$2/', ...promised] },
    },
    {
      name: 'no-import-of-an-app',
      comment: 'An app is composition: what two apps need belongs into a library.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^$1/$2/' },
    },
    {
      name: 'no-spec-in-code',
      comment: 'Code that reaches into a spec ships the spec.',
      severity: 'error',
      from: { pathNot: '\\.spec\\.ts$' },
      to: { path: '\\.spec\\.ts$' },
    },
    {
      name: 'no-testing-in-code',
      comment: 'The testing library is for specs (and for benches, which measure).',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', '^libs/testing/', '^apps/e2e/', '/test/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'not-resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      // That package has types and nothing to run.
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' },
    },
    {
      name: 'no-orphan',
      comment: 'A file that nothing imports and that imports nothing is dead, or its import was forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.(spec|bench|d)\\.ts$',
          '\\.d\\.mts$',
          '(^|/)test-setup\\.ts$',
          '/public/',
          '\\.config\\.(ts|mts|mjs)$',
          '(^|/)\\.[^/]+\\.mjs$',
          '/src/index\\.ts$',
          '/generated/',
        ],
      },
      to: {},
    },
    {
      name: 'no-dev-package-in-code',
      comment: 'A package under devDependencies is not there in production.',
      severity: 'error',
      from: {
        path: '^(apps/(api|worker|cli|fab-simulator)|libs)/',
        pathNot: ['\\.spec\\.ts$', '^libs/(testing|ui|data-access)/', '/test/', '\\.config\\.ts$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules/' },
    exclude: { path: '(^|/)(dist|\\.nx|\\.angular)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
