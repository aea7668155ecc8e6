import { Dialog } from '@angular/cdk/dialog';
import { inject, Injectable } from '@angular/core';
import type { ReportScheduleFragment } from '@fabwright/data-access';
import {
  BackfillReportScheduleDocument,
  DeleteReportScheduleDocument,
  PauseReportScheduleDocument,
  RunReportScheduleDocument,
  SampleReportDocument,
  UnsubscribeFromReportDocument,
} from '@fabwright/data-access/documents/reports';
import { Ask, Toasts } from '@fabwright/ui';
import { firstValueFrom } from 'rxjs';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { Changes } from '../settings/form/changes.ts';
import type { Outcome } from '../settings/form/outcome.ts';
import { BackfillDialog } from './backfill-dialog.ts';

/** What one can do with a schedule; each act says what came of it. True: something was done. */
@Injectable({ providedIn: 'root' })
export class ScheduleActs {
  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly dialog = inject(Dialog);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('reports.acts');

  async sample({ scheduleId }: Pick<ReportScheduleFragment, 'scheduleId'>): Promise<boolean> {
    // made here, so that the same click that is sent twice asks once
    const variables = { scheduleId, requestId: crypto.randomUUID() };
    return this.told(await this.changes.send(SampleReportDocument, variables, (data) => data.sampleReport), 'sampled');
  }

  async run({ scheduleId, name }: ReportScheduleFragment): Promise<boolean> {
    const question = {
      heading: this.say('runHeading'),
      text: this.say('runText', { name }),
      action: this.say('run'),
    };
    if ((await this.ask.ask(question)) === null) return false;
    const variables = { scheduleId, requestId: crypto.randomUUID() };
    return this.told(
      await this.changes.send(RunReportScheduleDocument, variables, (data) => data.runReportSchedule),
      'ran',
    );
  }

  async backfill({ scheduleId }: ReportScheduleFragment): Promise<boolean> {
    const open = this.dialog.open<number>(BackfillDialog, { backdropClass: 'fw-backdrop' });
    const periods = await firstValueFrom(open.closed);
    if (periods === undefined) return false;
    const outcome = await this.changes.send(
      BackfillReportScheduleDocument,
      { scheduleId, periods },
      (data) => data.backfillReportSchedule,
    );
    if (outcome.ok) this.toasts.show(this.say('backfilled', { count: outcome.value.count }));
    return outcome.ok || this.told(outcome);
  }

  async pause({ scheduleId }: ReportScheduleFragment, paused: boolean): Promise<boolean> {
    const variables = { scheduleId, paused };
    return this.told(
      await this.changes.send(PauseReportScheduleDocument, variables, (data) => data.pauseReportSchedule),
    );
  }

  async unsubscribe({ scheduleId, name }: ReportScheduleFragment, unsubscribed: boolean): Promise<boolean> {
    const outcome = await this.changes.send(
      UnsubscribeFromReportDocument,
      { scheduleId, unsubscribed },
      (data) => data.unsubscribeFromReport,
    );
    if (outcome.ok && unsubscribed) this.toasts.show(this.say('unsubscribed', { name }));
    return this.told(outcome);
  }

  /** Taken back from the toast; `done` is told of that too. */
  async delete({ scheduleId, name }: ReportScheduleFragment, done: () => void): Promise<boolean> {
    if (!(await this.setDeleted(scheduleId, true))) return false;
    this.toasts.show(this.say('deleted', { name }), 'note', {
      label: this.say('undo'),
      run: () => void this.setDeleted(scheduleId, false).then(done),
    });
    return true;
  }

  private async setDeleted(scheduleId: string, deleted: boolean): Promise<boolean> {
    const variables = { scheduleId, deleted };
    return this.told(
      await this.changes.send(DeleteReportScheduleDocument, variables, (data) => data.deleteReportSchedule),
    );
  }

  private told(outcome: Outcome<{ readonly __typename: string; readonly message?: string }>, done?: string): boolean {
    if (!outcome.ok) this.toasts.show(outcome.problem.message, 'problem');
    else if (outcome.value.__typename === 'ReportScheduleOutdated')
      this.toasts.show(outcome.value.message ?? '', 'problem');
    else if (done !== undefined) this.toasts.show(this.say(done));
    return outcome.ok;
  }
}
