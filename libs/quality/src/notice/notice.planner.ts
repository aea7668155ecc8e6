import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { FabCalendar } from '@fabwright/facts';
import { FabConfig } from '@fabwright/platform';
import { ExcursionChanges, type ExcursionChange } from '../excursion/excursion-changes.ts';
import type { ExcursionRecord } from '../excursion/excursion.ts';
import { ExcursionState, isLive } from '../excursion/excursion-state.ts';
import { calendarOf } from '../yield/fab-calendar.ts';
import { mismatchesOf, severityRank, type NoticeRule } from './notice-rule.ts';
import { NoticeRuleRepository } from './notice-rule.repository.ts';
import { NoticeStore } from './notice.store.ts';
import { NoticeWriter, type Call } from './notice.writer.ts';
import { RecipientsService, type Directory } from './recipients.service.ts';

/**
 * Decides, in the transaction that changes an excursion, who is to be told. A recipient is told once when it is opened
 * and once for each severity that it grows to, however many rules name them and however often it changes.
 */
@Injectable()
export class NoticePlanner implements OnModuleInit, OnModuleDestroy {
  readonly #calendar: FabCalendar;
  #end: () => void = () => undefined;

  constructor(
    private readonly changes: ExcursionChanges,
    private readonly rules: NoticeRuleRepository,
    private readonly recipients: RecipientsService,
    private readonly store: NoticeStore,
    private readonly writer: NoticeWriter,
    config: FabConfig,
  ) {
    this.#calendar = calendarOf(config);
  }

  onModuleInit(): void {
    this.#end = this.changes.subscribe((change) => this.follow(change));
  }

  onModuleDestroy(): void {
    this.#end();
  }

  async follow(change: ExcursionChange): Promise<void> {
    const { before, after } = change;
    // In this order: an escalation that is running at this moment holds its row until what it wrote can be seen.
    if (isAnswered(after) && before && !isAnswered(before)) {
      await this.store.cancelEscalations(after.excursionId);
      await this.writer.cancel(after.excursionId, true);
    }
    if (!isLive(after.state)) {
      if (before && isLive(before.state)) await this.writer.cancel(after.excursionId, false);
      return;
    }
    if (!after.fromHistory && isNews(change)) await this.#tell(after, change.at);
  }

  async #tell(record: ExcursionRecord, at: Date): Promise<void> {
    const rules = await this.rules.enabled();
    const applying = rules.filter((rule) => mismatchesOf(rule, record, at, this.#calendar).length === 0);
    if (applying.length === 0) return;
    const directory = await this.recipients.directory();
    const calls: Call[] = [];
    for (const rule of applying) {
      calls.push(...(await this.#calls(rule, record, directory, at)));
      if (rule.escalateMinutes !== null && !isAnswered(record)) {
        const dueAt = new Date(at.getTime() + rule.escalateMinutes * 60_000);
        await this.store.startEscalation(record.excursionId, rule.ruleId, dueAt);
      }
    }
    await this.writer.write(record, calls);
  }

  async #calls(rule: NoticeRule, record: ExcursionRecord, directory: Directory, at: Date): Promise<Call[]> {
    const { excursionId, productId, severity } = record;
    const named = this.recipients.resolve(rule.recipients, rule.language, productId, directory);
    const calls: Call[] = [];
    for (const recipient of named.filter(({ problem }) => problem === null)) {
      const told = await this.store.tell(excursionId, recipient.key, severityRank(severity), at);
      if (told === null) continue;
      const stage = { kind: told === 'first' ? 'opened' : 'grown' } as const;
      calls.push({
        recipient,
        ruleName: rule.name,
        stage,
        key: `excursion/${excursionId}/${severity}/${recipient.key}`,
      });
    }
    return calls;
  }
}

/** Somebody has said "I have seen it", or has acted so that it is open no more. */
export function isAnswered({ acknowledgedAt, state }: ExcursionRecord): boolean {
  return acknowledgedAt !== null || state !== ExcursionState.OPEN;
}

/** Opened, grown, or at last known to which area it belongs. */
function isNews({ before, after }: ExcursionChange): boolean {
  if (before === null || !isLive(before.state)) return !after.touched;
  if (severityRank(after.severity) > severityRank(before.severity)) return true;
  return after.area !== before.area && !isAnswered(after);
}
