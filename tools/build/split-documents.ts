const HEAD = '/* eslint-disable */\n';
const DOCUMENT = /^export const (\w+?)(Document|FragmentDoc) = (\{.*\}) as unknown as DocumentNode<(\w+), ?(\w+)>;$/;

interface Definition {
  readonly kind: string;
  readonly name: { readonly value: string };
}

interface Operation {
  readonly name: string;
  readonly definitions: readonly Definition[];
  /** Of the answer and of the variables. */
  readonly types: readonly [string, string];
}

/**
 * Splits what the code generator wrote into types (`graphql.ts`) and documents, a module for each group: a bundler
 * then loads a document with the page that asks for it. A fragment stands once in a module, however many use it.
 *
 * @param groups name of an operation → its group
 * @returns file name → content. Throws an Error for an operation without a group.
 */
export function splitDocuments(generated: string, groups: ReadonlyMap<string, string>): Map<string, string> {
  const lines = generated.split('\n').map((line) => ({ line, found: DOCUMENT.exec(line) }));
  const types = lines.filter(({ line, found }) => !found && !line.includes('TypedDocumentNode as DocumentNode'));
  const operations = Map.groupBy(
    lines.flatMap(({ found }) => (found?.[2] === 'Document' ? [operationOf(found)] : [])),
    ({ name }) => {
      const group = groups.get(name);
      if (group === undefined) throw new Error(`No .graphql file holds ${name}.`);
      return group;
    },
  );
  return new Map([
    ['graphql.ts', types.map(({ line }) => line).join('\n')],
    ...[...operations.keys()]
      .sort()
      .map((group) => [`documents/${group}.ts`, moduleOf(operations.get(group) ?? [])] as const),
  ]);
}

function operationOf([, name = '', , json = '', answer = '', variables = '']: RegExpExecArray): Operation {
  const { definitions } = JSON.parse(json) as { definitions: Definition[] };
  return { name, definitions, types: [answer, variables] };
}

function moduleOf(operations: readonly Operation[]): string {
  const fragments = new Map(
    operations
      .flatMap(({ definitions }) => definitions)
      .filter(isFragment)
      .map((definition) => [constantOf(definition), definition]),
  );
  const types = [...new Set(operations.flatMap((operation) => operation.types))].sort();
  return `${HEAD}import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import type { ${types.join(', ')} } from '../graphql.ts';

${[...fragments].map(([name, definition]) => `const ${name} = ${JSON.stringify(definition)};\n`).join('')}
${operations.map(textOf).join('\n')}
`;
}

function textOf({ name, definitions, types }: Operation): string {
  const parts = definitions.map((part) => (isFragment(part) ? constantOf(part) : JSON.stringify(part)));
  return `export const ${name}Document = {"kind":"Document","definitions":[${parts.join(',')}]} as unknown as DocumentNode<${types.join(', ')}>;`;
}

function isFragment({ kind }: Definition): boolean {
  return kind === 'FragmentDefinition';
}

function constantOf({ name }: Definition): string {
  return `${name.value}Fragment`;
}
