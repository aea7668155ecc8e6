import { TestBed } from '@angular/core/testing';
import { SocketConnections } from '@fabwright/data-access';
import { Apollo } from 'apollo-angular';
import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onChanges, type LiveOptions } from './live-changes.ts';

interface Told {
  readonly data: { readonly changed: { readonly topic: string; readonly ids: readonly string[] } };
}

describe('a screen that is told of changes', () => {
  let told: Subject<Told>;
  beforeEach(() => {
    vi.useFakeTimers();
    told = new Subject();
    TestBed.configureTestingModule({ providers: [{ provide: Apollo, useValue: { subscribe: () => told } }] });
  });
  afterEach(() => vi.useRealTimers());

  const listening = (options: LiveOptions = {}) => {
    const refetch = vi.fn<() => void>();
    TestBed.runInInjectionContext(() => onChanges(['lots'], refetch, options));
    return refetch;
  };
  const connects = (): void => TestBed.inject(SocketConnections).connected();

  it('reads again once the socket connects: what changed before that was told to nobody', () => {
    const refetch = listening();
    connects();
    vi.advanceTimersByTime(2_000);
    expect(refetch).toHaveBeenCalledTimes(1);
    told.next({ data: { changed: { topic: 'lots', ids: [] } } });
    vi.advanceTimersByTime(2_000);
    expect(refetch).toHaveBeenCalledTimes(2);
  });

  it('announces nothing then where it would wait for the person, and is quiet once it is gone', () => {
    const connected = vi.fn<() => void>();
    const refetch = listening({ ids: () => ['L1'], connected });
    connects();
    told.next({ data: { changed: { topic: 'lots', ids: ['L2'] } } });
    vi.advanceTimersByTime(2_000);
    expect([connected.mock.calls.length, refetch.mock.calls.length]).toEqual([1, 0]);
    TestBed.resetTestingModule();
    vi.advanceTimersByTime(2_000);
    expect(connected).toHaveBeenCalledTimes(1);
  });
});
