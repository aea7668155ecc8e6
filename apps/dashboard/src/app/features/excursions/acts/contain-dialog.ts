import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { queryResource, type ContainmentInput, type ExcursionPageFragment } from '@fabwright/data-access';
import { ExcursionInLineDocument } from '@fabwright/data-access/documents/excursions';
import { Badge, Button, DialogFrame } from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { byStep, holdable, type InLineLot } from './in-line-lots.ts';

/** Lots that went through the suspect and are not sorted yet, by step: ticked ones are asked to be held. */
@Component({
  selector: 'fw-contain-dialog',
  imports: [Badge, Button, DialogFrame],
  template: `
    <fw-dialog-frame [heading]="say('CONTAINED')">
      @if (found(); as lots) {
        <p>
          {{ lots.length > 0 ? say('containText') : excursion.suspect ? say('containNone') : say('containNoPlace') }}
        </p>
        @for (group of groups(); track group.stepId) {
          <fieldset>
            <legend>{{ group.step ? say('atStep', { step: group.step }) : say('unknownStep') }}</legend>
            @for (lot of group.lots; track lot.lotId) {
              <label class="lot">
                <input
                  type="checkbox"
                  [checked]="ticked().has(lot.lotId)"
                  [disabled]="!mayHold(lot)"
                  (change)="tick(lot.lotId)"
                />
                <span class="fw-id">{{ lot.lotId }}</span>
                <span class="fw-caption">{{
                  say('wafersOf', { exposed: lot.exposedWafers, wafers: lot.wafers })
                }}</span>
                @if (lot.onHold) {
                  <fw-badge status="watch" icon="hold">{{ say('onHold') }}</fw-badge>
                } @else if (lot.holdRequestedAt) {
                  <span class="fw-caption">{{ say('asked', { when: formats.time(lot.holdRequestedAt) }) }}</span>
                }
              </label>
            }
          </fieldset>
        }
      } @else if (query.error()) {
        <p role="alert">{{ say('containFailed') }}</p>
      } @else {
        <p role="status">{{ say('containLoad') }}</p>
      }
      <label class="fw-field">
        {{ say('reason') }}
        <textarea #said class="fw-input" name="reason" rows="2" (input)="reason.set(said.value)"></textarea>
      </label>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ say('cancel') }}</button>
        <button
          fwButton
          variant="primary"
          type="button"
          [disabled]="!containment()"
          (click)="dialog.close(containment())"
        >
          {{ say('holdCount', { count: ticked().size }) }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 2px;
      margin: 0;
      padding: 4px 10px 8px;
      border: 1px solid var(--border);
      border-radius: var(--radius);
    }
    legend {
      padding: 0 4px;
      font: var(--t-small);
      color: var(--ink-3);
    }
    .lot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      min-height: 24px;
    }
  `,
})
export class ContainDialog {
  protected readonly excursion = inject<ExcursionPageFragment>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<ContainmentInput | null>>(DialogRef);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('excursions.act');
  protected readonly mayHold = holdable;
  protected readonly query = queryResource(ExcursionInLineDocument, () => ({
    excursionId: this.excursion.excursionId,
  }));

  protected readonly found = computed<readonly InLineLot[] | null>(() => {
    const answer = this.query.hasValue() ? this.query.value().excursion : null;
    return answer?.__typename === 'Excursion' ? answer.inLine : null;
  });
  protected readonly groups = computed(() => byStep(this.found() ?? []));
  /** All that can be held are ticked: leaving one out is the choice. */
  protected readonly ticked = linkedSignal<readonly InLineLot[] | null, ReadonlySet<string>>({
    source: this.found,
    computation: (lots) => new Set((lots ?? []).filter(holdable).map(({ lotId }) => lotId)),
  });
  protected readonly reason = signal('');
  protected readonly containment = computed<ContainmentInput | null>(() => {
    const reason = this.reason().trim();
    if (!this.found() || reason === '') return null;
    return { lotIds: [...this.ticked()], reason, suspect: null };
  });

  protected tick(lotId: string): void {
    this.ticked.update((lots) => {
      const next = new Set(lots);
      if (!next.delete(lotId)) next.add(lotId);
      return next;
    });
  }
}
