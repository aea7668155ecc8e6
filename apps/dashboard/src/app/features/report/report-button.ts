import { Dialog } from '@angular/cdk/dialog';
import { Component, computed, inject, input } from '@angular/core';
import { Button, Icon } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import type { ReportTarget } from './report-request.ts';

/** Makes a PDF report of a lot or a week. Not there for people who may not make reports. */
@Component({
  selector: 'fw-report-button',
  imports: [Button, Icon],
  template: `
    @if (allowed()) {
      <button fwButton type="button" [disabled]="!target()" (click)="open()">
        <fw-icon name="report" />{{ say(target()?.kind === 'excursion' ? 'evidence' : 'button') }}
      </button>
    }
  `,
})
export class ReportButton {
  /** What to report on; null = not known yet. */
  readonly target = input.required<ReportTarget | null>();
  private readonly dialog = inject(Dialog);
  private readonly session = inject(SessionStore);
  protected readonly say = injectSay('report');
  protected readonly allowed = computed(() => this.session.may('reports:write'));

  protected async open(): Promise<void> {
    const data = this.target();
    if (!data) return;
    const { ReportDialog } = await import('./report-dialog.ts');
    this.dialog.open(ReportDialog, { data, backdropClass: 'fw-backdrop' });
  }
}
