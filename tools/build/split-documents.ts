const HEAD = '/* eslint-disable */\n';
const DOCUMENT = /^export const (\w+?)(Document|FragmentDoc) = (.*);$/;

/**
 * Splits what the code generator wrote into types (`graphql.ts`) and documents, a module for each group, which
 * `documents/index.ts` re-exports: a bundler then loads a document with the page that asks for it. Fragments stand in
 * the documents that use them and need none of their own.
 *
 * @param groups name of an operation → its group
 * @returns file name → content. Throws an Error for an operation without a group.
 */
export function splitDocuments(generated: string, groups: ReadonlyMap<string, string>): Map<string, string> {
  const types: string[] = [];
  const documents = new Map<string, string[]>();
  for (const line of generated.split('\n')) {
    const [, name = '', kind, value = ''] = DOCUMENT.exec(line) ?? [];
    if (kind === undefined) types.push(line);
    else if (kind === 'Document') {
      const group = groups.get(name);
      if (group === undefined) throw new Error(`No .graphql file holds ${name}.`);
      documents.set(group, [...(documents.get(group) ?? []), `export const ${name}Document = ${value};`]);
    }
  }
  const names = [...documents.keys()].sort();
  return new Map([
    ['graphql.ts', types.filter((line) => !line.includes('TypedDocumentNode as DocumentNode')).join('\n')],
    ['documents/index.ts', HEAD + names.map((name) => `export * from './${name}.ts';\n`).join('')],
    ...names.map((name) => [`documents/${name}.ts`, moduleOf(documents.get(name) ?? [])] as const),
  ]);
}

function moduleOf(documents: readonly string[]): string {
  const types = documents.flatMap((text) => /as DocumentNode<(\w+), ?(\w+)>$/.exec(text.slice(0, -1))?.slice(1) ?? []);
  return `${HEAD}import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import type { ${[...new Set(types)].sort().join(', ')} } from '../graphql.ts';

${documents.join('\n')}
`;
}
