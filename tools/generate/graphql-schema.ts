import 'reflect-metadata';
import type { DynamicModule, ForwardReference, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { GraphqlApiModule } from '@fabwright/platform';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { API_MODULES } from '../../apps/api/src/app.module.ts';
import { writeGenerated } from '../build/write-generated.mjs';

// The schema that the api serves, as text, without a database: the dashboard's documents are generated from it.

type ModuleReference = Type | DynamicModule | ForwardReference<() => Type> | Promise<DynamicModule>;

const RESOLVER = 'graphql:resolver_type';
const HEADER = '# Written by npm run generate from the resolvers of the api; do not edit.\n\n';

function isClass(value: unknown): value is Type {
  return typeof value === 'function';
}

/** The class and the lists of a module, whether it is plain, dynamic or a forward reference. */
async function open(reference: ModuleReference): Promise<{ type: Type; extra: Partial<DynamicModule> }> {
  const resolved = await reference;
  if (isClass(resolved)) return { type: resolved, extra: {} };
  if ('forwardRef' in resolved) return { type: resolved.forwardRef(), extra: {} };
  return { type: resolved.module, extra: resolved };
}

function listed(type: Type, key: 'imports' | 'providers'): unknown[] {
  return (Reflect.getMetadata(key, type) as unknown[] | undefined) ?? [];
}

/** Every resolver class that the modules provide, each once, in the order in which they are imported. */
async function resolversOf(modules: readonly ModuleReference[]): Promise<Type[]> {
  const found = new Set<Type>();
  const seen = new Set<Type>();
  async function visit(reference: ModuleReference): Promise<void> {
    const { type, extra } = await open(reference);
    if (seen.has(type) && extra.providers === undefined) return;
    seen.add(type);
    for (const provider of [...listed(type, 'providers'), ...(extra.providers ?? [])]) {
      if (isClass(provider) && Reflect.hasMetadata(RESOLVER, provider)) found.add(provider);
    }
    for (const imported of [...listed(type, 'imports'), ...(extra.imports ?? [])])
      await visit(imported as ModuleReference);
  }
  for (const module of modules) await visit(module);
  return [...found];
}

const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: ['error'] });
const schema = await app
  .get(GraphQLSchemaFactory)
  .create(await resolversOf([GraphqlApiModule.forRoot(), ...API_MODULES]));
const text = HEADER + printSchema(lexicographicSortSchema(schema)) + '\n';
await writeGenerated(new URL('../../libs/data-access/schema.graphql', import.meta.url), text);
await app.close();
