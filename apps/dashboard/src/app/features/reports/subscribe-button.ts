import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Router } from '@angular/router';
import { SubscribeToReportDocument } from '@fabwright/data-access/documents/reports';
import { Button, Icon, Toasts } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { Changes } from '../settings/form/changes.ts';
import { browserZone, WEEK_KIND } from './schedule-draft.ts';

/** What somebody subscribes to. */
export interface SubscriptionTarget {
  readonly productId: string;
  readonly productName: string;
  /** Null = the first. */
  readonly insertion: string | null;
}

/** Last week's report to oneself, every Monday at eight by one's own clock, in the language of the screen. */
@Component({
  selector: 'fw-subscribe-button',
  imports: [Button, Icon],
  template: `
    @if (allowed()) {
      <button fwButton type="button" [disabled]="busy() || !target()" (click)="subscribe()">
        <fw-icon name="clock" />{{ label() }}
      </button>
    }
  `,
})
export class SubscribeButton {
  /** Null = not known yet. */
  readonly target = input.required<SubscriptionTarget | null>();
  /** Other words than the usual ones. */
  readonly words = input<string>();
  readonly subscribed = output<string>();

  private readonly changes = inject(Changes);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly settings = inject(PersonalSettings);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('reports');
  protected readonly busy = signal(false);
  protected readonly allowed = computed(() => this.session.may('reports:subscribe'));
  protected readonly label = computed(() => this.words() ?? this.say('subscribe'));

  protected async subscribe(): Promise<void> {
    const target = this.target();
    if (!target) return;
    const { productId, productName, insertion } = target;
    const timeZone = browserZone();
    const language = this.settings.language() === 'zh-CN' ? 'ZH_CN' : 'EN';
    const name = [productName, ...(insertion === null ? [] : [insertion])].join(' · ');
    this.busy.set(true);
    const outcome = await this.changes.send(
      SubscribeToReportDocument,
      { order: { kind: WEEK_KIND, productId, insertion, name, timeZone, language } },
      (data) => data.subscribeToReport,
    );
    this.busy.set(false);
    if (!outcome.ok) return this.toasts.show(outcome.problem.message, 'problem');
    if (outcome.value.__typename !== 'ReportScheduleSaved') return;
    const { scheduleId } = outcome.value.schedule;
    this.toasts.show(this.say('subscribed', { product: name, zone: timeZone }), 'note', {
      label: this.say('toReports'),
      run: () => void this.router.navigate(['/reports'], { queryParams: { sel: scheduleId } }),
    });
    this.subscribed.emit(scheduleId);
  }
}
