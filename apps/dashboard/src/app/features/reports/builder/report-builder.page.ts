import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { queryResource } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { ReportDefinitionsDocument } from '@fabwright/data-access/documents/reports';
import { Button, Panel, Segmented, type PanelState } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { roleKey } from '../../../core/session/role-key.ts';
import { SessionStore } from '../../../core/session/session.store.ts';
import { PersonalSettings } from '../../../core/settings/personal-settings.ts';
import { ReportButton } from '../../report/report-button.ts';
import type { ReportTarget } from '../../report/report-request.ts';
import { FieldInput } from '../../settings/form/field-input.ts';
import { FormField } from '../../settings/form/form-field.ts';
import type { ChangeProblem } from '../../settings/form/outcome.ts';
import { ChoiceList } from '../../settings/notices/choice-list.ts';
import { ROLES } from '../../settings/people/person-words.ts';
import { periodBefore } from '../period-before.ts';
import { ReportProductFields } from '../product-fields.ts';
import { ReportSheet, type PeriodBefore } from '../sheet/report-sheet.ts';
import { DefinitionActs } from './definition-acts.ts';
import {
  draftOfDefinition,
  LOT_TYPES,
  newDefinition,
  ofKind,
  orderOf,
  type DefinitionDraft,
} from './definition-draft.ts';
import { SectionList } from './section-list.ts';

/** Puts a report together: its kind, its sections, what it is about; beside it what comes of that. */
@Component({
  selector: 'fw-report-builder',
  imports: [
    Button,
    ChoiceList,
    FieldInput,
    FormField,
    FormsModule,
    Panel,
    ReportButton,
    ReportProductFields,
    ReportSheet,
    RouterLink,
    SectionList,
    Segmented,
    TranslocoDirective,
  ],
  templateUrl: './report-builder.html',
  styleUrls: ['../../settings/form/form.css', './report-builder.css'],
})
export class ReportBuilderPage {
  /** The definition that is opened; none = a new one. */
  readonly report = input<string>();

  private readonly acts = inject(DefinitionActs);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly settings = inject(PersonalSettings);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('reports');
  private readonly sayRole = injectSay('roles');
  protected readonly query = queryResource(ReportDefinitionsDocument, () => ({}));
  private readonly productQuery = queryResource(ProductChoicesDocument, () => ({}));

  protected readonly ready: PanelState = { kind: 'ready' };
  private readonly data = computed(() => (this.query.hasValue() ? this.query.value() : null));
  protected readonly products = computed(() =>
    this.productQuery.hasValue() ? this.productQuery.value().products : null,
  );
  protected readonly kinds = computed(() => this.data()?.reportKinds ?? []);
  protected readonly known = computed(
    () => this.data()?.reportDefinitions.find(({ definitionId }) => definitionId === this.report()) ?? null,
  );
  /** What is being typed goes with the report that is opened; reading the list again takes nothing away. */
  protected readonly draft = linkedSignal<string | null, DefinitionDraft | null>({
    source: () => (this.data() && this.products() ? (this.report() ?? '') : null),
    computation: () => this.fresh(),
  });
  protected readonly kind = computed(() => this.kinds().find(({ kind }) => kind === this.draft()?.kind) ?? null);
  protected readonly period = linkedSignal(() => this.kind()?.periods[0] ?? '');
  protected readonly before = computed<PeriodBefore | null>(() => {
    const key = periodBefore(this.kinds(), this.draft()?.kind ?? '', this.period());
    return key === null ? null : { key, name: this.formats.period(key) };
  });
  protected readonly order = computed(() => {
    const [draft, period] = [this.draft(), this.period()];
    if (!draft || period === '' || draft.lotTypes.length === 0) return null;
    return orderOf(draft, period, this.languageOf(draft));
  });
  protected readonly target = computed<ReportTarget | null>(() => {
    const [order, draft] = [this.order(), this.draft()];
    return order && { kind: 'defined', order, name: draft?.name.trim() || this.say(`kinds.${order.kind}`) };
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);
  protected readonly mayWrite = computed(() => this.session.may('reports:write'));
  protected readonly maySend = computed(() => this.session.may('reports:subscribe'));
  protected readonly heading = computed(() => this.known()?.name ?? this.say('builder.new'));
  protected readonly state = computed<PanelState>(() => {
    const error = this.query.error() ?? this.productQuery.error();
    if (error) return failedState(this.say('builder.failed'), error);
    if (!this.data() || !this.products()) return { kind: 'loading' };
    return this.draft() ? this.ready : { kind: 'empty', heading: this.say('builder.nothing') };
  });
  protected readonly sections = computed(() =>
    (this.kind()?.sections ?? []).map((key) => ({ key, label: this.say(`sections.${key}`) })),
  );
  protected readonly languages = computed(() => this.named('form.languages', ['OWN', 'EN', 'ZH_CN', 'BOTH']));
  protected readonly papers = computed(() => this.named('form.papers', ['A4', 'LETTER']));
  protected readonly lotTypes = computed(() => this.named('lotTypes', LOT_TYPES));
  protected readonly roles = computed(() => ROLES.map((role) => ({ value: role, label: this.sayRole(roleKey(role)) })));

  protected set(change: Partial<DefinitionDraft>): void {
    this.draft.update((draft) => draft && { ...draft, ...change });
  }

  protected setKind(kind: string): void {
    const [draft, chosen] = [this.draft(), this.kinds().find((one) => one.kind === kind)];
    if (draft && chosen) this.draft.set(ofKind(draft, chosen, this.products()?.[0]?.productId ?? ''));
  }

  protected async save(): Promise<void> {
    const saved = await this.keep();
    if (saved === null) return;
    await this.router.navigate([], { queryParams: { report: saved } });
  }

  /** Kept first: what is sent is what stands here. */
  protected async send(when: 'hand' | 'weekly'): Promise<void> {
    const saved = await this.keep();
    if (saved === null) return;
    await this.router.navigate(['/reports'], { queryParams: { edit: 'new', of: saved, when } });
  }

  protected async remove(): Promise<void> {
    const known = this.known();
    if (known && (await this.acts.delete(known))) await this.router.navigate(['/reports']);
  }

  private async keep(): Promise<string | null> {
    const draft = this.draft();
    if (!draft || this.busy()) return null;
    this.busy.set(true);
    const outcome = await this.acts.save(draft, this.known());
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return null;
    this.query.reload();
    return outcome.value;
  }

  private fresh(): DefinitionDraft | null {
    const known = this.known();
    if (known) return draftOfDefinition(known, this.kinds());
    const [kind, product] = [this.kinds().find((one) => one.everyProduct) ?? this.kinds()[0], this.products()?.[0]];
    return kind && product ? newDefinition(kind, product.productId) : null;
  }

  /** In which language it is previewed: where each reads their own, in that of the screen. */
  private languageOf({ language }: DefinitionDraft): string {
    const own = this.settings.language() === 'zh-CN' ? 'zh-CN' : 'en';
    return { EN: 'en', ZH_CN: 'zh-CN' }[language] ?? own;
  }

  private named(prefix: string, values: readonly string[]) {
    return values.map((value) => ({ value, label: this.say(`${prefix}.${value}`) }));
  }
}
