import { readFileSync } from 'node:fs';
import { buildSchema, isUnionType } from 'graphql';
import { writeGenerated } from '../build/write-generated.mjs';

// The members of each union of the schema, for Apollo's cache: without them it guesses which fragments of a union
// fit an answer, and drops the fields of those it takes for others.

const schema = buildSchema(readFileSync(new URL('../../libs/data-access/schema.graphql', import.meta.url), 'utf8'));
const unions = Object.values(schema.getTypeMap())
  .filter(isUnionType)
  .map((union) => [union.name, union.getTypes().map(({ name }) => name)] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1));
const lines = unions.map(([name, members]) => `  ${name}: [${members.map((member) => `'${member}'`).join(', ')}],`);
const text = [
  '/* eslint-disable */',
  'export const possibleTypes: Record<string, string[]> = {',
  ...lines,
  '};',
  '',
].join('\n');
await writeGenerated(new URL('../../libs/data-access/src/generated/possible-types.ts', import.meta.url), text);
