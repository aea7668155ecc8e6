import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { ProductTargetFragment } from '@fabwright/data-access';
import { SetProductTargetDocument } from '@fabwright/data-access/documents/products';
import { Button, Toasts } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem } from '../form/outcome.ts';
import { fractionOf, percentText, readPercent, type PercentReading } from './percent-input.ts';

/** Target and floor of one insertion, in per cent; an empty field means none is set. */
@Component({
  selector: 'fw-target-form',
  imports: [Button, FieldInput, FormField, FormsModule, TranslocoDirective],
  templateUrl: './target-form.html',
  styleUrls: ['../form/form.css', './target-form.css'],
})
export class TargetForm {
  readonly productId = input.required<string>();
  readonly target = input.required<ProductTargetFragment>();
  readonly mayWrite = input(false);
  readonly changed = output<void>();

  private readonly changes = inject(Changes);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings');
  protected readonly formats = inject(Formats);
  // they follow the values, not the object: a refetch of the same values keeps what is being typed
  private readonly savedTarget = computed(() => percentText(this.target().yieldTarget));
  private readonly savedFloor = computed(() => percentText(this.target().floor));
  protected readonly yieldTarget = linkedSignal(() => this.savedTarget());
  protected readonly floor = linkedSignal(() => this.savedFloor());
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);
  private readonly readings = computed(() => ({
    yieldTarget: readPercent(this.yieldTarget()),
    floor: readPercent(this.floor()),
  }));
  protected readonly dirty = computed(
    () => this.yieldTarget() !== this.savedTarget() || this.floor() !== this.savedFloor(),
  );
  protected readonly issues = computed(() => {
    const { yieldTarget, floor } = this.readings();
    const sent = this.problem()?.issues ?? {};
    return {
      yieldTarget: this.issueOf(yieldTarget) ?? sent['yieldTarget'],
      floor: this.issueOf(floor) ?? this.issueBetween(yieldTarget, floor) ?? sent['floor'],
    };
  });

  protected wrong(): boolean {
    const { yieldTarget, floor } = this.issues();
    return yieldTarget !== undefined || floor !== undefined;
  }

  private typed(): { yieldTarget: number | null | undefined; floor: number | null | undefined } {
    const { yieldTarget, floor } = this.target();
    return {
      yieldTarget: this.yieldTarget() === this.savedTarget() ? yieldTarget : fractionOf(this.readings().yieldTarget),
      floor: this.floor() === this.savedFloor() ? floor : fractionOf(this.readings().floor),
    };
  }

  protected setBy(): string | null {
    const { setBy } = this.target();
    return setBy === 'event' ? this.say('products.setByEvent') : setBy;
  }

  protected write(field: 'yieldTarget' | 'floor', text: string): void {
    this[field].set(text);
    this.problem.set(null);
  }

  protected revert(): void {
    this.yieldTarget.set(this.savedTarget());
    this.floor.set(this.savedFloor());
    this.problem.set(null);
  }

  protected async save(): Promise<void> {
    const { insertion } = this.target();
    // what was not typed goes back as it came, with all its digits
    const { yieldTarget, floor } = this.typed();
    if (this.busy() || this.wrong() || yieldTarget === undefined || floor === undefined) return;
    this.busy.set(true);
    const outcome = await this.changes.send(
      SetProductTargetDocument,
      { productId: this.productId(), insertion, yieldTarget, floor },
      (data) => data.setProductTarget,
      ['yieldTarget', 'floor'],
    );
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    this.toasts.show(this.say('products.targetSaved', { insertion }));
    this.changed.emit();
  }

  private issueBetween(yieldTarget: PercentReading, floor: PercentReading): string | undefined {
    const [target, least] = [fractionOf(yieldTarget) ?? 1, fractionOf(floor) ?? 0];
    return least > target ? this.say('issues.above-target') : undefined;
  }

  private issueOf({ kind }: PercentReading): string | undefined {
    if (kind === 'not-a-number') return this.say('issues.not-a-number');
    return kind === 'out-of-range' ? this.say('issues.fraction') : undefined;
  }
}
