import { Component, inject, input, output, signal } from '@angular/core';
import type { ReportScheduleFragment } from '@fabwright/data-access';
import { Button, Icon } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { ScheduleActs } from './schedule-acts.ts';

/** What one can do with the schedule that is open. */
@Component({
  selector: 'fw-schedule-acts-bar',
  imports: [Button, Icon],
  template: `
    @let open = schedule();
    @if (open.mayChange) {
      <button fwButton type="button" [disabled]="busy()" (click)="do(acts.sample(open))">
        <fw-icon name="report" size="14" />{{ say('sample') }}
      </button>
      <button fwButton type="button" [disabled]="busy()" (click)="do(acts.run(open))">{{ say('run') }}</button>
      <button fwButton type="button" [disabled]="busy()" (click)="do(acts.backfill(open))">
        {{ say('backfill') }}
      </button>
      <button fwButton type="button" [disabled]="busy()" (click)="do(acts.pause(open, open.pausedAt === null))">
        {{ say(open.pausedAt === null ? 'pause' : 'resume') }}
      </button>
      <button fwButton type="button" (click)="edit.emit(open.scheduleId)">{{ say('edit') }}</button>
    }
    @if (namesMe()) {
      <button fwButton type="button" [disabled]="busy()" (click)="do(acts.unsubscribe(open, !open.unsubscribed))">
        {{ say(open.unsubscribed ? 'resubscribe' : 'unsubscribe') }}
      </button>
    }
    @if (open.mayChange) {
      <button fwButton variant="quiet" type="button" [disabled]="busy()" (click)="remove(open)">
        {{ say('delete') }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class ScheduleActsBar {
  readonly schedule = input.required<ReportScheduleFragment>();
  /** The person is among the recipients. */
  readonly namesMe = input.required<boolean>();
  /** Something changed; the id of the schedule to show then, null = none. */
  readonly done = output<string | null>();
  readonly edit = output<string>();

  protected readonly acts = inject(ScheduleActs);
  protected readonly say = injectSay('reports.acts');
  protected readonly busy = signal(false);

  protected async do(act: Promise<boolean>): Promise<void> {
    const { scheduleId } = this.schedule();
    this.busy.set(true);
    const changed = await act;
    this.busy.set(false);
    if (changed) this.done.emit(scheduleId);
  }

  protected async remove(schedule: ReportScheduleFragment): Promise<void> {
    this.busy.set(true);
    const removed = await this.acts.delete(schedule, () => this.done.emit(schedule.scheduleId));
    this.busy.set(false);
    if (removed) this.done.emit(null);
  }
}
