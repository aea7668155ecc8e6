import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { GraphqlApiModule } from '@fabwright/platform';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { API_MODULES } from '../../apps/api/src/app.module.ts';
import { resolversOf } from './resolvers-of.ts';

const HEAD = '# Printed from the resolvers by `npm run generate`. Do not edit.\n\n';

/** The schema that the api serves, as text; needs no database. */
export async function apiSchema(): Promise<string> {
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const resolvers = await resolversOf([GraphqlApiModule.forRoot(), ...API_MODULES]);
    const schema = await builder.get(GraphQLSchemaFactory).create(resolvers);
    return `${HEAD}${printSchema(lexicographicSortSchema(schema))}\n`;
  } finally {
    await builder.close();
  }
}
