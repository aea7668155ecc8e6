import { Injectable } from '@nestjs/common';
import { FabConfig, mailAddressOf, missingForMail, type Actor } from '@fabwright/platform';
import { calendarOf } from '@fabwright/quality';
import { reportKind } from './report-kind.ts';
import type { ScheduleDraft } from './schedule.ts';
import { ScheduleRecipientsService } from './schedule-recipients.service.ts';
import { ReportSchedules } from './schedule.service.ts';
import { ReportScheduleChoices, ReportSchedulePreview } from './schedule.types.ts';

/** What the form offers, and what it would come to. */
@Injectable()
export class ScheduleChoicesService {
  constructor(
    private readonly schedules: ReportSchedules,
    private readonly recipients: ScheduleRecipientsService,
    private readonly config: FabConfig,
  ) {}

  async of(actor: Actor): Promise<ReportScheduleChoices> {
    const { accounts, targets } = await this.recipients.directory();
    const forOthers = actor.permissions.has('schedules:write');
    const people = accounts
      .filter(({ accountId, disabledAt }) => disabledAt === null && (forOthers || accountId === actor.id))
      .map((account) => {
        const { accountId, name, role } = account;
        return { accountId, name, role, address: mailAddressOf(account) };
      });
    return Object.assign(new ReportScheduleChoices(), {
      people,
      targets: forOthers ? targets.filter(({ disabledAt }) => disabledAt === null) : [],
      folder: this.config.delivery.folder !== undefined,
      missingForMail: missingForMail(this.config),
      mailDomains: this.config.delivery.mailDomains,
      ownAddress: people.find(({ accountId }) => accountId === actor.id)?.address ?? null,
      ownAccountId: actor.id,
    });
  }

  /** Throws INVALID_INPUT, FORBIDDEN. */
  async preview(draft: ScheduleDraft, actor: Actor): Promise<ReportSchedulePreview> {
    const { fires, recipients } = await this.schedules.preview(draft, actor);
    const kind = reportKind(draft.kind);
    const calendar = calendarOf(this.config);
    return Object.assign(new ReportSchedulePreview(), {
      fires: fires.map(({ at, nominal }) => ({
        at,
        period: kind.periodAt(nominal, calendar),
        shifted: at.getTime() !== nominal.getTime(),
      })),
      recipients: [...recipients],
    });
  }
}
