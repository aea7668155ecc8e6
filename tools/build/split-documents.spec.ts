import { describe, expect, it } from 'vitest';
import { splitDocuments } from './split-documents.ts';

const ROW = '{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Row"}}';
const operation = (name: string): string =>
  `{"kind":"OperationDefinition","name":{"kind":"Name","value":"${name}"}},${ROW}`;
const documentOf = (name: string): string =>
  `export const ${name}Document = {"kind":"Document","definitions":[${operation(name)}]} as unknown as DocumentNode<${name}Query, ${name}QueryVariables>;`;

const GENERATED = `/* eslint-disable */
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type LotQuery = { lot: string };
export type LotQueryVariables = { id: string };
export type LotsQuery = { lots: string };
export type LotsQueryVariables = object;
export const RowFragmentDoc = {"kind":"Document","definitions":[${ROW}]} as unknown as DocumentNode<RowFragment, unknown>;
${documentOf('Lot')}
${documentOf('Lots')}`;

describe('documents of pages', () => {
  const split = splitDocuments(
    GENERATED,
    new Map([
      ['Lot', 'lot'],
      ['Lots', 'lots'],
    ]),
  );

  it('are a module a folder, with the types that they name', () => {
    expect([...split.keys()]).toEqual(['graphql.ts', 'documents/lot.ts', 'documents/lots.ts']);
    expect(split.get('documents/lot.ts')).toContain(
      `import type { LotQuery, LotQueryVariables } from '../graphql.ts';`,
    );
    expect(split.get('documents/lot.ts')).toContain(`export const LotDocument = {"kind":"Document",`);
    expect(split.get('documents/lots.ts')).toContain('as unknown as DocumentNode<LotsQuery, LotsQueryVariables>;');
  });

  it('share a fragment that several of a module use', () => {
    const together = splitDocuments(
      GENERATED,
      new Map([
        ['Lot', 'lots'],
        ['Lots', 'lots'],
      ]),
    ).get('documents/lots.ts');
    expect(together?.split(ROW)).toHaveLength(2);
    expect(together?.match(/,RowFragment\]/g)).toHaveLength(2);
  });

  it('leave only types behind', () => {
    expect(split.get('graphql.ts')).not.toContain('export const');
    expect(split.get('graphql.ts')).toContain('export type LotQuery');
  });

  it('have to come from somewhere', () => {
    expect(() => splitDocuments(GENERATED, new Map())).toThrow('No .graphql file holds Lot.');
  });
});
