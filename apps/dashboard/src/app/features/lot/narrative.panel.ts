import { Component, computed, inject, input, output } from '@angular/core';
import type { NarrativeFragment } from '@fabwright/data-access';
import { Badge, FactText, Panel, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

const KNOWN_BADGES = ['template-text'];

/** A lot in sentences. Each value is a fact that opens its evidence; the head says who wrote it. */
@Component({
  selector: 'fw-narrative-panel',
  imports: [Badge, FactText, Panel],
  template: `
    <fw-panel [heading]="say('heading')" [state]="state()" (retry)="retry.emit()">
      <ng-container ngProjectAs="[fwPanelTools]">
        @if (badge(); as text) {
          <fw-badge status="outline">{{ text }}</fw-badge>
        }
      </ng-container>
      @if (narrative(); as told) {
        <div class="read">
          <p class="headline"><fw-fact-text [spans]="told.headline" [facts]="told.facts" /></p>
          @for (paragraph of told.paragraphs; track $index) {
            <p><fw-fact-text [spans]="paragraph" [facts]="told.facts" /></p>
          }
        </div>
        <p class="fw-caption foot">
          {{ say('foot', { facts: formats.number(told.facts.length), time: formats.time(told.madeAt) }) }}
        </p>
      }
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .read {
      display: grid;
      gap: 10px;
      max-width: 68ch;
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
    .foot {
      margin-top: auto;
      padding-top: 12px;
    }
  `,
})
export class NarrativePanel {
  readonly narrative = input.required<NarrativeFragment | null>();
  readonly failed = input(false);
  readonly retry = output<void>();
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('lot.narrative');
  protected readonly badge = computed(() => {
    const badge = this.narrative()?.badge;
    // the server names it by a code, or in words already
    return badge && KNOWN_BADGES.includes(badge) ? this.say(`badge.${badge}`) : badge;
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.narrative()) return { kind: 'ready' };
    return this.failed() ? { kind: 'error', heading: this.say('failed') } : { kind: 'loading' };
  });
}
