import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApolloLink, InMemoryCache } from '@apollo/client';
import { provideApollo } from 'apollo-angular';
import { parse } from 'graphql';
import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { correlationIdOf } from './query-error.ts';
import { queryResource } from './query-resource.ts';

const query = parse('query Lots { lots { total } }');

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
