import { describe, expect, it } from 'vitest';
import { splitDocuments } from './split-documents.ts';

const GENERATED = `/* eslint-disable */
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type LotQuery = { lot: string };
export type LotQueryVariables = { id: string };
export type LotsQuery = { lots: string };
export type LotsQueryVariables = object;
export const RowFragmentDoc = {"kind":"Document"} as unknown as DocumentNode<RowFragment, unknown>;
export const LotDocument = {"kind":"Document","a":1} as unknown as DocumentNode<LotQuery, LotQueryVariables>;
export const LotsDocument = {"kind":"Document","b":2} as unknown as DocumentNode<LotsQuery, LotsQueryVariables>;`;

describe('documents of pages', () => {
  const split = splitDocuments(
    GENERATED,
    new Map([
      ['Lot', 'lot'],
      ['Lots', 'lots'],
    ]),
  );

  it('are a module a folder, with the types that they name', () => {
    expect([...split.keys()]).toEqual(['graphql.ts', 'documents/index.ts', 'documents/lot.ts', 'documents/lots.ts']);
    expect(split.get('documents/lot.ts')).toContain(
      `import type { LotQuery, LotQueryVariables } from '../graphql.ts';`,
    );
    expect(split.get('documents/lot.ts')).toContain('export const LotDocument = {"kind":"Document","a":1}');
    expect(split.get('documents/index.ts')).toContain(`export * from './lots.ts';`);
  });

  it('leave only types behind', () => {
    expect(split.get('graphql.ts')).not.toContain('export const');
    expect(split.get('graphql.ts')).toContain('export type LotQuery');
  });

  it('have to come from somewhere', () => {
    expect(() => splitDocuments(GENERATED, new Map())).toThrow('No .graphql file holds Lot.');
  });
});
