import { Component, inject, input, output } from '@angular/core';
import { formatNumber } from '@fabwright/facts';
import { Button } from '../button/button.ts';
import { Icon } from '../icon/icon.ts';
import { UI_PREFERENCES } from '../preferences.ts';
import { injectUiWords } from '../words/ui-words.ts';
import type { FactEvidence } from './fact-evidence.ts';

/** The evidence of one fact: value, definition, interval, n, query, rows, as-of. */
@Component({
  selector: 'fw-evidence-card',
  imports: [Button, Icon],
  host: {
    class: 'fw-pop',
    role: 'dialog',
    '[attr.aria-label]': 'words().evidence',
    '(keydown.escape)': 'closed.emit()',
  },
  template: `
    <header>
      <strong>{{ fact().text }}</strong>
      <span class="fw-caption">{{ fact().id }}</span>
      <button fwButton variant="icon" type="button" [attr.aria-label]="words().close" (click)="closed.emit()">
        <fw-icon name="close" size="14" />
      </button>
    </header>
    <p>{{ fact().definition }}</p>
    <dl class="fw-pairs">
      @if (fact().interval; as interval) {
        <dt>{{ words().interval }}</dt>
        <dd>{{ interval }}</dd>
      }
      @if (fact().n; as n) {
        <dt>{{ words().count }}</dt>
        <dd>{{ count(n) }}</dd>
      }
      <dt>{{ words().rows }}</dt>
      <dd>{{ count(fact().rows) }}</dd>
      <dt>{{ words().query }}</dt>
      <dd class="fw-id">{{ fact().query }}</dd>
      <dt>{{ words().asOf }}</dt>
      <dd class="fw-id">{{ fact().asOf }}</dd>
    </dl>
    <p class="fw-caption fw-id key">{{ fact().key }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      width: min(360px, calc(100vw - 32px));
      margin-top: 4px;
      padding: 8px 12px 12px;
      color: var(--ink-2);
    }
    header {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    header strong {
      font: var(--t-section);
    }
    header button {
      margin-left: auto;
    }
    dd,
    .key {
      min-width: 0;
      overflow-wrap: anywhere;
      white-space: normal;
    }
  `,
})
export class EvidenceCard {
  readonly fact = input.required<FactEvidence>();
  readonly closed = output<void>();
  protected readonly words = injectUiWords();
  private readonly preferences = inject(UI_PREFERENCES);

  protected count(value: number): string {
    return formatNumber(value, 0, this.preferences.language());
  }
}
