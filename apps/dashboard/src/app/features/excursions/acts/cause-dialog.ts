import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { queryResource, type ExcursionPageFragment, type FactorInput } from '@fabwright/data-access';
import { ExcursionCommonalityDocument } from '@fabwright/data-access/documents/excursions';
import { Button, DialogFrame } from '@fabwright/ui';
import { injectExcursionWords, type NamedFactor } from '../excursion-words.ts';
import type { Cause } from './cause.ts';

type Factor = NamedFactor & Pick<FactorInput, 'stepId' | 'toolId' | 'chamber'>;

/** Factors offered: what stands first in the commonality. */
const OFFERED = 12;

/** A person says what it was: a factor of the commonality, and words. */
@Component({
  selector: 'fw-cause-dialog',
  imports: [Button, DialogFrame],
  template: `
    <fw-dialog-frame [heading]="words.say('act.CAUSE_FOUND')">
      <p>{{ words.say('act.causeText') }}</p>
      @if (factors().length > 0) {
        <label class="fw-field">
          {{ words.say('act.causeFactor') }}
          <select #factor class="fw-input" name="factor" (change)="chosen.set(+factor.value)">
            @for (one of factors(); track $index) {
              <option [value]="$index">{{ words.factor(one) }}</option>
            }
          </select>
        </label>
      } @else if (!rows.isLoading()) {
        <p>{{ words.say('act.noFactor') }}</p>
      }
      <label class="fw-field">
        {{ words.say('act.causeWords') }}
        <textarea #said class="fw-input" name="words" rows="3" (input)="text.set(said.value)"></textarea>
      </label>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ words.say('act.cancel') }}</button>
        <button fwButton variant="primary" type="button" [disabled]="!cause()" (click)="dialog.close(cause())">
          {{ words.say('act.CAUSE_FOUND') }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
})
export class CauseDialog {
  private readonly excursion = inject<ExcursionPageFragment>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<Cause | null>>(DialogRef);
  protected readonly words = injectExcursionWords();
  protected readonly rows = queryResource(ExcursionCommonalityDocument, () => ({
    excursionId: this.excursion.excursionId,
  }));
  protected readonly chosen = signal(0);
  protected readonly text = signal('');

  protected readonly factors = computed<Factor[]>(() => {
    const answer = this.rows.hasValue() ? this.rows.value().excursion : null;
    const ranked = answer?.__typename === 'Excursion' ? (answer.commonality?.rows ?? []) : [];
    const named: Factor[] = ranked.flatMap(({ levels }) => levels).slice(0, OFFERED);
    const { suspect } = this.excursion;
    return named.length === 0 && suspect ? [suspect] : named;
  });
  /** Null while something is missing. */
  protected readonly cause = computed<Cause | null>(() => {
    const factor = this.factors()[this.chosen()];
    const words = this.text().trim();
    if (!factor || words === '') return null;
    const { kind, id, stepId = null, toolId = null, chamber = null } = factor;
    return { cause: { kind, id, stepId, toolId, chamber }, words };
  });
}
