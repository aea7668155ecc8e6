import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type {
  ProductChoicesQuery,
  ReportDefinitionFragment,
  ReportKindFragment,
  ReportScheduleFragment,
  ReportSchedulesQuery,
} from '@fabwright/data-access';
import { ChangeReportScheduleDocument, CreateReportScheduleDocument } from '@fabwright/data-access/documents/reports';
import { Button, Icon, Panel, Segmented } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { Changes } from '../settings/form/changes.ts';
import { FieldInput } from '../settings/form/field-input.ts';
import { FormField } from '../settings/form/form-field.ts';
import type { ChangeProblem } from '../settings/form/outcome.ts';
import { ChoiceList } from '../settings/notices/choice-list.ts';
import { RecipientsField } from '../settings/notices/recipients-field.ts';
import { ScheduleActs } from './schedule-acts.ts';
import {
  browserZone,
  draftOf,
  holidaysOf,
  inputOf,
  ISO_DAYS,
  newDraft,
  type RecipientsDraft,
  type ScheduleDraft,
  type WhenMode,
} from './schedule-draft.ts';
import { EVERY_PRODUCT } from './builder/definition-draft.ts';
import { ReportProductFields } from './product-fields.ts';
import { SchedulePreview } from './schedule-preview.ts';

const FIELDS = ['name', 'productId', 'cron', 'timeZone', 'workingDays', 'holidays', 'recipients'];

/** One schedule: what, when, to whom, with its next times beside it. */
@Component({
  selector: 'fw-schedule-panel',
  imports: [
    Button,
    ChoiceList,
    FieldInput,
    FormField,
    FormsModule,
    Icon,
    Panel,
    RecipientsField,
    ReportProductFields,
    SchedulePreview,
    Segmented,
    TranslocoDirective,
  ],
  templateUrl: './schedule.panel.html',
  styleUrls: ['../settings/form/form.css', './schedule.panel.css'],
})
export class SchedulePanel {
  /** Null = a new one. */
  readonly schedule = input.required<ReportScheduleFragment | null>();
  readonly choices = input.required<ReportSchedulesQuery['reportScheduleChoices']>();
  readonly products = input.required<ProductChoicesQuery['products']>();
  readonly kinds = input.required<readonly ReportKindFragment[]>();
  readonly definitions = input.required<readonly ReportDefinitionFragment[]>();
  /** Of a new one: the report that was put together and that it sends, and when. */
  readonly of = input<string>();
  readonly when = input<WhenMode>();
  readonly saved = output<string>();
  readonly closed = output<void>();

  private readonly acts = inject(ScheduleActs);
  private readonly changes = inject(Changes);
  private readonly session = inject(SessionStore);
  protected readonly say = injectSay('reports');
  /** Of a new one: sent twice, it is made once. */
  private requestId = crypto.randomUUID();
  private readonly shownId = computed(() => this.schedule()?.scheduleId);
  /** Somebody else's save must not take away what is being typed: it begins anew with another schedule only. */
  protected readonly draft = linkedSignal<string | undefined, ScheduleDraft>({
    source: this.shownId,
    computation: () => this.fresh(),
  });
  protected readonly busy = signal(false);
  protected readonly problem = linkedSignal<string | undefined, ChangeProblem | null>({
    source: this.shownId,
    computation: () => null,
  });
  protected readonly input = computed(() => inputOf(this.draft()));
  /** What it is called does not matter to when it comes. */
  protected readonly tried = computed(() => ({ ...this.input(), name: this.input().name || this.say('title') }));
  protected readonly forOthers = computed(() => this.session.may('schedules:write'));
  protected readonly zones = Intl.supportedValuesOf('timeZone');
  protected readonly days = computed(() => this.named('dayNames', ISO_DAYS));
  protected readonly languages = computed(() => this.named('form.languages', ['OWN', 'EN', 'ZH_CN', 'BOTH']));
  protected readonly papers = computed(() => this.named('form.papers', ['A4', 'LETTER']));
  protected readonly modes = computed(() => this.named('form.modes', ['weekly', 'pattern', 'hand']));
  protected readonly kind = computed(() => this.kinds().find(({ kind }) => kind === this.kindOfDraft()) ?? null);
  protected readonly isWeekly = computed(() => this.kind()?.periods[0]?.includes('-W') ?? false);
  private readonly kindOfDraft = computed(() => {
    const { definitionId, kind } = this.draft();
    return this.definitions().find((one) => one.definitionId === definitionId)?.kind ?? kind;
  });
  /** A definition by its id, a kind by `kind:` and its name. */
  protected readonly chosen = computed(() => this.draft().definitionId || `kind:${this.draft().kind}`);
  protected readonly offDays = computed(() => this.named('form.offDays', ['RUN', 'SKIP', 'SHIFT']));
  protected readonly fileWays = computed(() => this.named('form.fileWays', ['ATTACHMENT', 'LINK']));
  protected readonly addressesHint = computed(() => {
    const domains = this.choices().mailDomains.join(', ');
    return domains === '' ? this.say('form.addressesHint') : this.say('form.addressesDomains', { domains });
  });

  protected set(change: Partial<ScheduleDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected choose(what: string): void {
    const [, kind] = /^kind:(.*)$/.exec(what) ?? [];
    if (kind === undefined) return this.set({ definitionId: what });
    const may = this.kinds().find((one) => one.kind === kind)?.everyProduct ?? false;
    const { productId } = this.draft();
    const first = this.products()[0]?.productId ?? '';
    this.set({ definitionId: '', kind, productId: productId === EVERY_PRODUCT && !may ? first : productId });
  }

  protected setMode(mode: string): void {
    if (mode === 'weekly' || mode === 'hand') this.set({ mode });
    else this.set({ mode: 'pattern', cron: this.input().cron || this.draft().cron });
  }

  protected name(change: Partial<RecipientsDraft>): void {
    this.set({ recipients: { ...this.draft().recipients, ...change } });
  }

  protected typeHolidays(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.set({ holidays: holidaysOf(event.target.value) });
  }

  protected async save(then: 'nothing' | 'sample' | 'send'): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const outcome = await this.send();
    this.busy.set(false);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    const { value } = outcome;
    if (value.__typename !== 'ReportScheduleSaved') {
      return this.problem.set({ issues: {}, message: this.say('form.outdated') });
    }
    this.problem.set(null);
    this.requestId = crypto.randomUUID();
    if (then === 'sample') await this.acts.sample(value.schedule);
    if (then === 'send') await this.acts.run(value.schedule);
    this.saved.emit(value.schedule.scheduleId);
  }

  private send() {
    const known = this.schedule();
    const schedule = this.input();
    if (known) {
      const { scheduleId, version } = known;
      const variables = { scheduleId, version, schedule };
      return this.changes.send(ChangeReportScheduleDocument, variables, (data) => data.changeReportSchedule, FIELDS);
    }
    const variables = { requestId: this.requestId, schedule };
    return this.changes.send(CreateReportScheduleDocument, variables, (data) => data.createReportSchedule, FIELDS);
  }

  private fresh(): ScheduleDraft {
    const schedule = this.schedule();
    if (schedule) return draftOf(schedule);
    const definition = this.definitions().find(({ definitionId }) => definitionId === this.of());
    const when = this.when();
    return newDraft(this.products()[0]?.productId ?? '', browserZone(), this.choices().ownAccountId, {
      ...(definition && { definitionId: definition.definitionId, name: definition.name }),
      ...(when && { mode: when }),
    });
  }

  private named<Value extends string>(prefix: string, values: readonly Value[]) {
    return values.map((value) => ({ value, label: this.say(`${prefix}.${value}`) }));
  }
}
