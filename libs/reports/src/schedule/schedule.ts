import type { ProductScope, Role } from '@fabwright/platform';
import type { ReportDefinition } from '../definition/definition.ts';

/** What happens on a day on which nobody works: it goes out all the same, not at all, or on the next working day. */
export const OFF_DAYS = ['run', 'skip', 'shift'] as const;
export type OffDay = (typeof OFF_DAYS)[number];

/** `attachment`: the file in the mail, or a link where it is too large for that. */
export const FILE_WAYS = ['attachment', 'link'] as const;
export type FileWay = (typeof FILE_WAYS)[number];

/** When a report goes out. */
export interface ScheduleTiming {
  /** Five fields: minute, hour, day of the month, month, weekday. `hand`: only when somebody sends it. */
  readonly cron: string;
  /** IANA name; the clock that `cron` means. */
  readonly timeZone: string;
  /** ISO weekdays on which people work, 1 Monday … 7 Sunday. */
  readonly workingDays: readonly number[];
  /** `2026-12-25`: days on which nobody works, whatever their weekday. */
  readonly holidays: readonly string[];
  readonly offDay: OffDay;
}

/** Roles are those of people who may see the product when it goes out. */
export interface ScheduleRecipients {
  readonly roles: readonly Role[];
  readonly accountIds: readonly string[];
  readonly addresses: readonly string[];
  readonly webhookIds: readonly string[];
  /** A file in the folder that the settings name. */
  readonly folder: boolean;
}

/** A schedule as somebody writes it. */
export interface ScheduleDraft extends ReportDefinition, ScheduleTiming {
  readonly name: string;
  /** What it sends is that definition, as it is when it goes out; null = what stands here. */
  readonly definitionId: string | null;
  readonly fileWay: FileWay;
  readonly recipients: ScheduleRecipients;
}

export interface ReportSchedule extends ScheduleDraft {
  readonly scheduleId: string;
  /** By their rights, as they are when it goes out, addresses and the folder get it. */
  readonly ownerId: string;
  readonly ownerName: string;
  /** Somebody's own, made with one click: it sends to its owner only. */
  readonly subscription: boolean;
  /** Null: the pattern has no next time. */
  readonly nextFireAt: Date | null;
  readonly pausedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** Whose schedules somebody sees: own ones, those that name them, and with `any` everybody's, in their products. */
export interface ScheduleViewer {
  readonly accountId: string;
  readonly role: Role | null;
  readonly any: boolean;
  readonly productScope: ProductScope;
}
