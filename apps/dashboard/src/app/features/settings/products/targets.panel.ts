import { Component, computed, input, output } from '@angular/core';
import type { ProductSettingsFragment } from '@fabwright/data-access';
import { Panel, type PanelState } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { TargetForm } from './target-form.ts';

/** What is aimed at in each insertion, and below what a lot raises an alarm. */
@Component({
  selector: 'fw-targets-panel',
  imports: [Panel, TargetForm, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'settings.products'"
      [heading]="t('targets')"
      [caption]="t('targetsCaption')"
      [state]="state()"
    >
      @for (target of product().insertions; track target.insertion) {
        <fw-target-form
          [productId]="product().productId"
          [target]="target"
          [mayWrite]="mayWrite()"
          (changed)="changed.emit()"
        />
      }
    </fw-panel>
  `,
  styles: `
    fw-target-form + fw-target-form {
      margin-top: 10px;
      padding-top: 10px;
      border-top: 1px solid var(--border);
    }
  `,
})
export class TargetsPanel {
  readonly product = input.required<ProductSettingsFragment>();
  readonly mayWrite = input(false);
  readonly changed = output<void>();
  private readonly say = injectSay('settings.products');
  protected readonly state = computed<PanelState>(() =>
    this.product().insertions.length > 0
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say('noInsertions'), text: this.say('noInsertionsText') },
  );
}
