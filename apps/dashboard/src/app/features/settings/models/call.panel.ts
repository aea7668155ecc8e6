import { Component, computed, inject, input, output } from '@angular/core';
import type { LanguageCallFragment } from '@fabwright/data-access';
import { Badge, Button, Icon, Panel } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../../core/formats/formats.ts';
import { outcomeKey, outcomeStatus } from './model-words.ts';

/** One question to a model: with what, what it answered, and what the verifier said. */
@Component({
  selector: 'fw-call-panel',
  imports: [Badge, Button, Icon, Panel, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'settings.models'"
      [heading]="t('calls.one')"
      [caption]="formats.time(call().begunAt)"
    >
      <ng-container fwPanelTools>
        <button
          fwButton
          variant="icon"
          type="button"
          [attr.aria-label]="t('close')"
          [title]="t('close')"
          (click)="closed.emit()"
        >
          <fw-icon name="close" />
        </button>
      </ng-container>
      <dl class="fw-pairs">
        <dt>{{ t('calls.result') }}</dt>
        <dd>
          <fw-badge [status]="status()">{{ t('calls.outcome.' + outcome()) }}</fw-badge>
        </dd>
        @if (call().failureCode; as code) {
          <dt>{{ t('reason') }}</dt>
          <dd>{{ t('codes.' + code) }}: {{ call().failureReason }}</dd>
        }
        <dt>{{ t('calls.model') }}</dt>
        <dd>{{ call().modelName }}</dd>
        <dt>{{ t('calls.modelHash') }}</dt>
        <dd class="fw-id long">{{ call().modelHash ?? t('hashUnknown') }}</dd>
        @if (call().adapterFile; as adapter) {
          <dt>{{ t('form.adapter') }}</dt>
          <dd>{{ adapter }}</dd>
        }
        <dt>{{ t('calls.prompt') }}</dt>
        <dd class="fw-id">{{ call().promptVersion }}</dd>
        <dt>{{ t('calls.inputHash') }}</dt>
        <dd class="fw-id long">{{ call().inputHash }}</dd>
        <dt>{{ t('calls.parameters') }}</dt>
        <dd class="fw-id long">{{ call().parameters }}</dd>
        <dt>{{ t('calls.form') }}</dt>
        <dd>{{ t('calls.formHeld.' + held()) }}</dd>
        <dt>{{ t('calls.times') }}</dt>
        <dd>{{ t('calls.timesText', { queued: ms(call().queuedMs), answer: ms(call().answerMs) }) }}</dd>
        <dt>{{ t('calls.tokens') }}</dt>
        <dd>
          {{
            t('calls.tokensText', {
              prompt: formats.number(call().promptTokens),
              answer: formats.number(call().answerTokens),
            })
          }}
        </dd>
        <dt>{{ t('calls.correlation') }}</dt>
        <dd class="fw-id long">{{ call().correlationId }}</dd>
      </dl>
      @if (call().refusals.length > 0) {
        <h3>{{ t('calls.refusals') }}</h3>
        <ul>
          @for (refusal of call().refusals; track $index) {
            <li>{{ refusal }}</li>
          }
        </ul>
      }
      @if (call().output !== null) {
        <h3 id="fw-call-output">{{ t('calls.output') }}</h3>
        <pre tabindex="0" aria-labelledby="fw-call-output" role="region">{{ call().output }}</pre>
      }
    </fw-panel>
  `,
  styles: `
    .long,
    li {
      overflow-wrap: anywhere;
    }
    h3 {
      margin: 14px 0 4px;
      color: var(--ink-3);
      font: 500 11px/16px var(--font);
    }
    ul {
      margin: 0;
      padding-left: 18px;
      font: var(--t-small);
    }
    pre {
      overflow: auto;
      max-height: 240px;
      margin: 0;
      padding: 8px 10px;
      border: 1px solid var(--border);
      border-radius: var(--radius);
      background: var(--surface-sunken);
      color: var(--ink);
      font: var(--t-small);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class CallPanel {
  readonly call = input.required<LanguageCallFragment>();
  readonly closed = output<void>();
  protected readonly formats = inject(Formats);
  protected readonly outcome = computed(() => outcomeKey(this.call()));
  protected readonly status = computed(() => outcomeStatus(this.call()));
  protected readonly held = computed(() => {
    const { formHeld } = this.call();
    return formHeld === null ? 'unknown' : formHeld ? 'yes' : 'no';
  });

  protected ms(value: number | null): string {
    return value === null ? '–' : this.formats.duration(value);
  }
}
