import { Component, input, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, RouterLink } from '@angular/router';
import { ApolloLink, InMemoryCache } from '@apollo/client';
import { UI_PREFERENCES, type PanelState } from '@fabwright/ui';
import { provideApollo } from 'apollo-angular';
import { of } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { englishTexts } from '../../../../test/english-texts.ts';
import { Formats } from '../../../core/formats/formats.ts';
import texts from '../i18n/en.json';
import { ExcursionAroundPanel } from './around.panel.ts';

@Component({
  selector: 'fw-panel',
  template: '<h2>{{ heading() }}</h2><p>{{ said() }}</p><ng-content />',
})
class BarePanel {
  readonly heading = input('');
  readonly caption = input('');
  readonly state = input.required<PanelState>();
  protected said(): string {
    const state = this.state();
    return 'heading' in state ? state.heading : state.kind;
  }
}

@Component({ selector: 'fw-state-badge', template: '' })
class BareBadge {
  readonly state = input('');
}

describe('what was changed around an excursion', () => {
  const listed = vi.fn((names: readonly string[]) => names.join(', '));

  async function drawn(answer: ApolloLink.Result): Promise<string[]> {
    const link = new ApolloLink(() => of(answer));
    TestBed.configureTestingModule({
      imports: [englishTexts({ excursions: texts })],
      providers: [
        provideRouter([]),
        provideApollo(() => ({ link, cache: new InMemoryCache() })),
        {
          provide: Formats,
          useValue: { time: (at: string) => at, yield: String, listed },
        },
        { provide: UI_PREFERENCES, useValue: { theme: signal('light'), language: signal('en') } },
      ],
    });
    TestBed.overrideComponent(ExcursionAroundPanel, {
      set: { imports: [BarePanel, BareBadge, RouterLink] },
    });
    const fixture = TestBed.createComponent(ExcursionAroundPanel);
    fixture.componentRef.setInput('excursionId', 'EX-0001');
    fixture.componentRef.setInput('round', 0);
    await fixture.whenStable();
    return [...(fixture.nativeElement as HTMLElement).querySelectorAll('p')].map(({ textContent }) =>
      textContent.trim(),
    );
  }

  it('names what could not be read, panel by panel', async () => {
    expect(await drawn({ errors: [{ message: 'no' }] })).toEqual([texts.around.failed, texts.similar.failed]);
  });

  it('names in words what past excursions have in common', async () => {
    const past = {
      __typename: 'SimilarExcursion',
      excursionId: 'EX-0000',
      openedAt: '2026-10-01T00:00:00Z',
      state: 'OPEN',
      similarity: 0.5,
      shared: ['stack', 'bin'],
      cause: null,
      lossPp: 1,
    };
    const excursion = { __typename: 'Excursion', excursionId: 'EX-0001', changesAround: [], similar: [past] };
    const said = await drawn({ data: { excursion } });
    expect(listed).toHaveBeenCalledWith([texts.similar.stack, texts.similar.bin]);
    expect(said).toContain(texts.similar.noCause);
    expect(said).toContain(texts.around.none);
  });
});
