import { Component, effect, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ApolloLink, InMemoryCache } from '@apollo/client';
import type { ExploreView } from '@fabwright/charts';
import { UI_PREFERENCES } from '@fabwright/ui';
import { provideApollo } from 'apollo-angular';
import { NEVER, of } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import { Formats } from '../../core/formats/formats.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { injectExploreState } from './explore-state.ts';
import { ExploreStore } from './explore.store.ts';

const KEYS = Array.from({ length: 80 }, (_, at) => `L${at}`);
const column = KEYS.map(() => 1);
const AT = KEYS.map((_, at) => Date.UTC(2026, 9, 1) + at * 3_600_000);

const trend = {
  __typename: 'Trend',
  unit: '',
  isFraction: true,
  by: 'LOT',
  wafers: 80,
  lots: 80,
  pointsInAll: 80,
  excludedWafers: 0,
  floor: null,
  target: null,
  chartMissing: null,
  from: '2026-10-01T00:00:00Z',
  to: '2026-10-05T00:00:00Z',
  statisticalLimits: [],
  groups: [{ __typename: 'TrendGroup', label: null, wafers: 80, lots: 80, value: 1 }],
  points: {
    __typename: 'TrendPoints',
    key: KEYS,
    group: KEYS.map(() => 0),
    at: AT,
    value: column,
    wafers: column,
    withinSd: KEYS.map(() => null),
  },
  chart: null,
  events: [],
  notes: [],
  notFound: { __typename: 'NotFoundItems', lots: [], wafers: [], ahead: 0, excluded: 0, dies: null },
};

const ANSWERS: Readonly<Record<string, Record<string, unknown>>> = {
  ProductChoices: { products: [{ __typename: 'Product', productId: 'A', name: 'A', insertions: [] }] },
  ExploreTrend: { trend },
  ExploreMembers: {
    trendMembers: {
      __typename: 'TrendMembers',
      key: KEYS,
      at: AT,
      value: column,
      weight: column,
      wafers: column,
      gross: column,
      binFrom: [0],
      bin: [],
      dies: [],
      membersInAll: 80,
    },
  },
  Catalogue: {
    catalogue: {
      __typename: 'Catalogue',
      steps: [],
      parameters: [],
      tests: [],
      bins: [],
      testers: [],
      probeCards: [],
      programRevisions: [],
    },
  },
  KeepSelection: { keepSelection: { __typename: 'KeptSelection', selectionId: 'abcdefghij' } },
};

@Component({ selector: 'fw-explorer-under-test', template: '', providers: [ExploreStore] })
class Explorer {
  readonly state = injectExploreState();
  readonly drawn: ExploreView[] = [];

  constructor() {
    effect(() => {
      const view = this.state.view();
      if (view) this.drawn.push(view);
    });
  }
}

describe('the explorer', () => {
  let asked: string[];

  beforeEach(() => {
    asked = [];
    const link = new ApolloLink(({ operationName = '' }) => {
      asked.push(operationName);
      const data = ANSWERS[operationName];
      return data ? of({ data }) : NEVER;
    });
    TestBed.configureTestingModule({
      imports: [englishTexts({})],
      providers: [
        provideRouter([{ path: 'yield', component: Explorer }]),
        provideApollo(() => ({
          link,
          cache: new InMemoryCache(),
          defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network' } },
        })),
        { provide: SessionStore, useValue: { session: signal(null) } },
        { provide: Formats, useValue: { locale: signal('en'), count: String, number: String } },
        { provide: UI_PREFERENCES, useValue: { theme: signal('light'), language: signal('en') } },
      ],
    });
  });

  it('draws a brush at once, and neither asks nor draws again when the link says it too', async () => {
    const harness = await RouterTestingHarness.create();
    const { state, drawn } = await harness.navigateByUrl('/yield', Explorer);
    await harness.fixture.whenStable();
    expect(drawn.at(-1)?.selected).toBeNull();
    const [before, askedBefore] = [drawn.length, [...asked]];
    // more than a link holds: the server is to keep them
    const kept = state.store.select(KEYS.slice(0, 60));
    harness.detectChanges();
    expect(drawn).toHaveLength(before + 1);
    expect(drawn.at(-1)?.selected?.filter((one) => one === 1)).toHaveLength(60);
    await kept;
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/yield?sel=~abcdefghij');
    expect(state.store.choice().selection).toEqual({ kept: 'abcdefghij' });
    expect(drawn).toHaveLength(before + 1);
    expect(asked).toEqual([...askedBefore, 'KeepSelection']);
  });

  it('asks again when the link says another population', async () => {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl('/yield', Explorer);
    await harness.fixture.whenStable();
    asked = [];
    await harness.navigateByUrl('/yield?t=-13w', Explorer);
    await harness.fixture.whenStable();
    expect(asked.toSorted()).toEqual(['Catalogue', 'ExploreMembers', 'ExploreTrend']);
  });
});
