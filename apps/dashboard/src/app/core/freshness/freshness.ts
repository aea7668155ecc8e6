import { Injectable, signal } from '@angular/core';
import type { Status } from '@fabwright/ui';

export interface Freshness {
  readonly status: Status;
  /** E.g. "Data to 08:14". */
  readonly text: string;
  readonly detail: string;
}

/** How old the newest data is. Whoever watches the ingest health writes it, the top bar shows it. */
@Injectable({ providedIn: 'root' })
export class FreshnessStore {
  private readonly current = signal<Freshness | null>(null);
  readonly freshness = this.current.asReadonly();

  set(freshness: Freshness | null): void {
    this.current.set(freshness);
  }
}
