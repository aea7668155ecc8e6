import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { OverviewNarrativeQuery } from '@fabwright/data-access';
import { Badge, Button, DataTable, FactText, Panel, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

type Narrative = OverviewNarrativeQuery['overview']['narrative'];
type NarrativeFact = Narrative['facts'][number];

/** The week in sentences. Each value is a fact that opens its evidence. */
@Component({
  selector: 'fw-what-changed',
  imports: [Badge, Button, DataTable, FactText, Panel, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'overview.changed'">
      <fw-panel [heading]="t('heading')" [state]="state()" (retry)="retry.emit()">
        @if (narrative(); as text) {
          <fw-badge fwPanelTools status="outline">{{ text.badge }}</fw-badge>
        }
        @if (narrative(); as text) {
          @if (asSheet()) {
            <fw-data-table [caption]="t('heading')" [columns]="columns()" [rows]="text.facts" [rowKey]="factKey" />
          } @else {
            <div class="read">
              <p class="headline"><fw-fact-text [spans]="text.headline" [facts]="text.facts" /></p>
              @for (paragraph of text.paragraphs; track $index) {
                <p><fw-fact-text [spans]="paragraph" [facts]="text.facts" /></p>
              }
            </div>
          }
        }
        @if (narrative(); as text) {
          <footer fwPanelFoot class="fw-caption">
            {{ t('foot', { facts: text.facts.length, time: formats.time(text.madeAt, false) }) }}
            <button fwButton variant="link" type="button" (click)="asSheet.set(!asSheet())">
              {{ asSheet() ? t('hide') : t('show') }}
            </button>
          </footer>
        }
      </fw-panel>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
    }
    .read {
      display: grid;
      gap: 8px;
      max-width: 68ch;
      color: var(--ink-2);
      font: var(--t-read);
    }
    :host-context([lang='zh-CN']) .read {
      line-height: 24px;
    }
    .headline {
      --fact-weight: 600;

      color: var(--ink);
      font-weight: 600;
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 10px;
      align-items: center;
      padding: 8px 12px;
      border-top: 1px solid var(--border);
    }
  `,
})
export class WhatChangedPanel {
  readonly narrative = input.required<Narrative | null>();
  readonly error = input<unknown>();
  readonly retry = output<void>();
  protected readonly formats = inject(Formats);
  protected readonly asSheet = signal(false);
  private readonly say = injectSay('overview');

  protected readonly state = computed<PanelState>(() => {
    if (this.error() !== undefined) return failedState(this.say('failed'), this.error());
    return this.narrative() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly columns = computed<TableColumn<NarrativeFact>[]>(() => {
    return [
      { key: 'id', label: this.say('changed.fact'), text: (fact) => fact.id },
      { key: 'text', label: this.say('changed.value'), text: (fact) => fact.text },
      { key: 'definition', label: this.say('changed.definition'), text: (fact) => fact.definition },
      { key: 'rows', label: this.say('changed.rows'), text: (fact) => this.formats.number(fact.rows), align: 'end' },
    ];
  });
  protected readonly factKey = (fact: NarrativeFact): string => fact.id;
}
