import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { NoticeRuleFragment, NoticeRuleInput, NoticesQuery } from '@fabwright/data-access';
import {
  ChangeNoticeRuleDocument,
  CreateNoticeRuleDocument,
  RemoveNoticeRuleDocument,
} from '@fabwright/data-access/documents/notices';
import { Ask, Button, Icon, Panel, Toasts } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem } from '../form/outcome.ts';
import { ProductScopeField, type ProductName } from '../form/product-scope-field.ts';
import { ChoiceList, type Choice } from './choice-list.ts';
import { PreviewPanel } from './preview.panel.ts';
import { type NamedPeople, RecipientsField } from './recipients-field.ts';
import { DAYS, draftOf, inputOf, NIGHT, type RuleDraft, type ShiftDraft } from './rule-draft.ts';

const SEVERITIES = ['MINOR', 'MAJOR', 'CRITICAL'] as const;
const KINDS = ['YIELD', 'BIN', 'TEST', 'SIGNATURE', 'SENSOR', 'DEFECT'] as const;
const FIELDS = ['name', 'recipients', 'escalateTo', 'shifts', 'escalateMinutes', 'escalateTimes'];

/** One rule: when it applies, whom it calls, who comes next, and a trial on past excursions. */
@Component({
  selector: 'fw-rule-panel',
  imports: [
    Button,
    ChoiceList,
    FieldInput,
    FormField,
    FormsModule,
    Icon,
    Panel,
    PreviewPanel,
    ProductScopeField,
    RecipientsField,
    TranslocoDirective,
  ],
  templateUrl: './rule.panel.html',
  styleUrls: ['../form/form.css', './rule.panel.css'],
})
export class RulePanel {
  /** Null = a new one. */
  readonly rule = input.required<NoticeRuleFragment | null>();
  readonly data = input.required<NoticesQuery>();
  readonly products = input.required<readonly ProductName[]>();
  readonly saved = output<string | null>();
  readonly closed = output<void>();

  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.notices');
  protected readonly draft = linkedSignal<RuleDraft>(() => draftOf(this.rule()));
  protected readonly busy = signal(false);
  protected readonly problem = linkedSignal<string | undefined, ChangeProblem | null>({
    source: () => this.rule()?.ruleId,
    computation: () => null,
  });
  /** The draft that is being tried; null = none. */
  protected readonly tried = linkedSignal<string | undefined, NoticeRuleInput | null>({
    source: () => this.rule()?.ruleId,
    computation: () => null,
  });
  protected readonly named = computed<NamedPeople>(() => ({
    people: this.data().noticeChoices.people,
    targets: this.data().webhookTargets,
  }));
  protected readonly mayChange = computed(() => this.rule()?.mayChange ?? true);
  protected readonly severities = computed(() => this.choices('severities', SEVERITIES));
  protected readonly kinds = computed(() => this.choices('kinds', KINDS));
  protected readonly days = computed(() => this.choices('days', DAYS));
  protected readonly areas = computed<Choice[]>(() => {
    const known = new Set([...this.data().noticeChoices.areas, ...this.draft().areas]);
    return [...known].map((area) => ({ value: area, label: area }));
  });

  protected set(change: Partial<RuleDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected addShift(): void {
    this.set({ shifts: [...this.draft().shifts, NIGHT] });
  }

  protected setShift(place: number, change: Partial<ShiftDraft>): void {
    this.set({ shifts: this.draft().shifts.map((shift, at) => (at === place ? { ...shift, ...change } : shift)) });
  }

  protected removeShift(place: number): void {
    this.set({ shifts: this.draft().shifts.filter((_, at) => at !== place) });
  }

  protected try(): void {
    this.tried.set(inputOf(this.draft()));
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const [rule, known] = [inputOf(this.draft()), this.rule()];
    const outcome = known
      ? await this.changes.send(
          ChangeNoticeRuleDocument,
          { ruleId: known.ruleId, version: known.version, rule },
          (data) => data.changeNoticeRule,
          FIELDS,
        )
      : await this.changes.send(CreateNoticeRuleDocument, { rule }, (data) => data.createNoticeRule, FIELDS);
    this.busy.set(false);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    if (outcome.value.__typename === 'NoticeRuleOutdated') {
      return this.problem.set({ issues: {}, message: this.say('outdated') });
    }
    this.problem.set(null);
    this.toasts.show(this.say('savedToast', { name: outcome.value.rule.name }));
    this.saved.emit(outcome.value.rule.ruleId);
  }

  protected async remove({ ruleId, name }: NoticeRuleFragment): Promise<void> {
    const sure = await this.ask.ask({
      heading: this.say('removeHeading', { name }),
      text: this.say('removeText'),
      action: this.say('remove'),
    });
    if (sure === null) return;
    this.busy.set(true);
    const outcome = await this.changes.send(RemoveNoticeRuleDocument, { ruleId }, (data) => data.removeNoticeRule);
    this.busy.set(false);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    this.toasts.show(this.say('removedToast', { name }));
    this.saved.emit(null);
  }

  private choices(group: string, values: readonly string[]): Choice[] {
    return values.map((value) => ({ value, label: this.say(`${group}Names.${value.toLowerCase()}`) }));
  }
}
