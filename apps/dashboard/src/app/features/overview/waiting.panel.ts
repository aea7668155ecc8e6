import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { queryResource, type ExcursionRowFragment } from '@fabwright/data-access';
import { ExcursionsDocument } from '@fabwright/data-access/documents/excursions';
import { Panel, type PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { injectExcursionWords } from '../excursions/excursion-words.ts';
import { StateBadge } from '../excursions/state-badge.ts';

const SHOWN = 6;

/** Excursions that nobody has acknowledged yet: what asks for somebody, newest first. */
@Component({
  selector: 'fw-waiting-panel',
  imports: [Panel, RouterLink, StateBadge],
  template: `
    <fw-panel
      [heading]="say('waiting.heading')"
      [caption]="total() === 0 ? '' : formats.number(total())"
      [state]="state()"
      (retry)="query.reload()"
    >
      <a ngProjectAs="[fwPanelTools]" routerLink="/excursions">{{ say('waiting.all') }}</a>
      <ul>
        @for (row of rows(); track row.excursionId) {
          <li>
            <a class="fw-id" [routerLink]="['/excursions', row.excursionId]">{{ row.excursionId }}</a>
            <p>
              <strong>{{ words.title(row) }}</strong>
              <span class="fw-caption">{{ whenOf(row) }}</span>
            </p>
            <fw-state-badge [state]="row.state" />
          </li>
        }
      </ul>
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 12px;
      align-items: center;
      padding: 6px 0;
      border-bottom: 1px solid var(--border);
      font: var(--t-small);
    }
    li:last-child {
      border-bottom: 0;
    }
    p {
      display: grid;
    }
  `,
})
export class WaitingPanel {
  protected readonly formats = inject(Formats);
  protected readonly words = injectExcursionWords();
  protected readonly say = this.words.say;
  protected readonly query = queryResource(ExcursionsDocument, () => ({
    filter: { states: ['OPEN' as const], unacknowledged: true },
    first: 50,
    after: null,
  }));
  /** What was found in history called nobody. */
  private readonly waiting = computed(() =>
    (this.query.hasValue() ? this.query.value().excursions.rows : []).filter(({ fromHistory }) => !fromHistory),
  );
  protected readonly total = computed(() => this.waiting().length);
  protected readonly rows = computed(() => this.waiting().slice(0, SHOWN));
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('waiting.failed'), this.query.error());
    if (!this.query.hasValue()) return { kind: 'loading' };
    return this.total() > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('waiting.none') };
  });

  constructor() {
    onChanges(['excursions'], () => this.query.reload());
  }

  protected whenOf(row: ExcursionRowFragment): string {
    const lots = this.formats.count(row.lotCount, 'lots');
    return this.say('waiting.opened', { when: this.formats.time(row.openedAt, false), lots });
  }
}
