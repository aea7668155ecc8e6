import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApolloLink, InMemoryCache } from '@apollo/client';
import { provideApollo } from 'apollo-angular';
import { parse } from 'graphql';
import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { correlationIdOf } from './query-error.ts';
import { queryResource } from './query-resource.ts';

const query = parse('query Lots { lots { total } }');
const filtered = parse('query LotsOf($filter: Filter) { lots(filter: $filter) { total } }');

function ask(answer: () => ApolloLink.Result) {
  const link = new ApolloLink(() => of(answer()));
  TestBed.configureTestingModule({ providers: [provideApollo(() => ({ link, cache: new InMemoryCache() }))] });
  return TestBed.runInInjectionContext(() => queryResource(query, () => ({})));
}

describe('a query as a resource', () => {
  it('has the value that came', async () => {
    const resource = ask(() => ({ data: { lots: { __typename: 'LotConnection', total: 3 } } }));
    await TestBed.inject(ApplicationRef).whenStable();
    expect(resource.hasValue() && resource.value()).toMatchObject({ lots: { total: 3 } });
  });

  it('asks again for other variables, and not for the same ones said anew', async () => {
    const asked: unknown[] = [];
    const link = new ApolloLink(({ variables }) => {
      asked.push(variables);
      return of({ data: { lots: { __typename: 'LotConnection', total: asked.length } } });
    });
    const defaultOptions = { watchQuery: { fetchPolicy: 'cache-and-network' } } as const;
    TestBed.configureTestingModule({
      providers: [provideApollo(() => ({ link, cache: new InMemoryCache(), defaultOptions }))],
    });
    const weeks = signal({ filter: { weeks: 8 } });
    const lots = TestBed.runInInjectionContext(() => queryResource(filtered, () => weeks()));
    const settled = (): Promise<void> => TestBed.inject(ApplicationRef).whenStable();
    await settled();
    const first = lots.value();
    weeks.set({ filter: { weeks: 8 } });
    // what is drawn stays: not even for a moment is there nothing
    expect(lots.value()).toBe(first);
    await settled();
    expect(asked).toEqual([{ filter: { weeks: 8 } }]);
    weeks.set({ filter: { weeks: 13 } });
    await settled();
    lots.reload();
    await settled();
    expect(asked).toEqual([8, 13, 13].map((count) => ({ filter: { weeks: count } })));
  });

  it('fails when the server refuses, and can be asked again', async () => {
    let refuses = true;
    const refusal = { message: 'no', extensions: { code: 'INTERNAL', correlationId: 'c-7f3a' } };
    const resource = ask(() =>
      refuses ? { errors: [refusal] } : { data: { lots: { __typename: 'LotConnection', total: 3 } } },
    );
    await TestBed.inject(ApplicationRef).whenStable();
    expect(resource.status()).toBe('error');
    expect(correlationIdOf(resource.error())).toBe('c-7f3a');
    refuses = false;
    resource.reload();
    await TestBed.inject(ApplicationRef).whenStable();
    expect(resource.hasValue()).toBe(true);
  });
});
