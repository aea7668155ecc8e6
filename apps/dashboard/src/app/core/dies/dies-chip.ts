import { Component, computed, inject, input, output } from '@angular/core';
import { DieSelection } from '@fabwright/contracts';
import { Button, Icon } from '@fabwright/ui';
import { Formats } from '../formats/formats.ts';
import { injectSay } from '../i18n/inject-say.ts';

/** The choice of dies among the filters; a press takes it back. */
@Component({
  selector: 'fw-dies-chip',
  imports: [Button, Icon],
  template: `
    <button fwButton type="button" [title]="say('takeBack')" (click)="removed.emit()">
      <span class="fw-muted">{{ say('chip') }} </span>{{ count() }}
      <span class="fw-unseen">, {{ say('takeBack') }}</span>
      <fw-icon name="close" size="12" />
    </button>
  `,
  styles: `
    button {
      font: var(--t-small);
    }
  `,
})
export class DiesChip {
  /** Text of a selection. */
  readonly dies = input.required<string>();
  readonly removed = output<void>();

  private readonly formats = inject(Formats);
  protected readonly say = injectSay('population.dies');
  protected readonly count = computed(() => this.formats.number(DieSelection.read(this.dies())?.size ?? 0));
}
