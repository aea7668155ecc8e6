import type { DynamicModule, Type } from '@nestjs/common';
import 'reflect-metadata';

type ModulePart = Type | DynamicModule | Promise<DynamicModule> | { forwardRef: () => Type };

/** Marks that @nestjs/graphql leaves on a class with @Resolver. */
const RESOLVER_MARKS = ['graphql:resolver_name', 'graphql:resolver_type'];

/** Every resolver class of the given modules and of those they import, without starting any of them. */
export async function resolversOf(modules: readonly unknown[]): Promise<Type[]> {
  const found = new Set<Type>();
  const seen = new Set<unknown>();
  const visit = async (part: ModulePart): Promise<void> => {
    const module = await part;
    if (seen.has(module)) return;
    seen.add(module);
    const { type, dynamic } = unfold(module);
    for (const provider of [...listOf(type, 'providers'), ...(dynamic?.providers ?? [])]) {
      if (isResolver(provider)) found.add(provider);
    }
    for (const inner of [...listOf(type, 'imports'), ...(dynamic?.imports ?? [])]) await visit(inner as ModulePart);
  };
  for (const module of modules) await visit(module as ModulePart);
  return [...found];
}

function unfold(module: Type | DynamicModule | { forwardRef: () => Type }): {
  type: Type | null;
  dynamic: DynamicModule | null;
} {
  if (typeof module === 'function') return { type: module, dynamic: null };
  if ('forwardRef' in module) return { type: module.forwardRef(), dynamic: null };
  return { type: module.module, dynamic: module };
}

function listOf(type: Type | null, key: 'imports' | 'providers'): unknown[] {
  return type === null ? [] : ((Reflect.getMetadata(key, type) as unknown[] | undefined) ?? []);
}

function isResolver(provider: unknown): provider is Type {
  return typeof provider === 'function' && RESOLVER_MARKS.some((mark) => Reflect.hasMetadata(mark, provider));
}
