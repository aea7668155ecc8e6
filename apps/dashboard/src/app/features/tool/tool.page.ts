import { Component, computed, effect, inject, input } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { queryResource, type ToolQuery, type ToolYieldPartsFragment } from '@fabwright/data-access';
import { ToolDocument } from '@fabwright/data-access/documents/tool';
import {
  Button,
  DataTable,
  FilterChip,
  PageHeader,
  Panel,
  TableCellTemplate,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectCounted } from '../../core/population/counted.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { PagePlace } from '../../core/place/page-place.ts';
import { injectProductNames } from '../../core/products/product-names.ts';
import { ExploreTrendPanel } from '../yield/explore-trend.panel.ts';
import { ToolSensorPanel } from './sensor.panel.ts';
import { PERIODS, readToolLink, toToolFilter, writeToolLink, type ToolChoice } from './tool-link.ts';
import { busiest, chosenSensor, productsOf, sensorOptions, stepsOf, unknownParts } from './tool-choice.ts';
import { injectToolTrend } from './tool-trend.ts';
import { ToolWords } from './tool-words.ts';

type Found = Extract<ToolQuery['tool'], { __typename: 'Tool' }>;
type Run = Found['runs'][number];

/** One tool: yields of what it touched, its sensors, services and runs. */
@Component({
  selector: 'fw-tool-page',
  imports: [
    Button,
    DataTable,
    ExploreTrendPanel,
    FilterChip,
    PageHeader,
    Panel,
    RouterLink,
    TableCellTemplate,
    ToolSensorPanel,
  ],
  templateUrl: './tool.page.html',
  styleUrl: './tool.page.css',
})
export class ToolPage {
  readonly toolId = input.required<string>();

  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  protected readonly formats = inject(Formats);
  protected readonly words = inject(ToolWords);
  protected readonly say = injectSay('tool');
  private readonly place = inject(PagePlace);
  private readonly productName = injectProductNames();

  private readonly params = toSignal(this.route.queryParams, { initialValue: {} });
  protected readonly link = computed(() => readToolLink(this.params()));
  protected readonly choice = computed(() => this.link().choice);
  private readonly filter = computed(() => toToolFilter(this.choice()), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  private readonly query = queryResource(ToolDocument, () => ({ toolId: this.toolId(), filter: this.filter() }));
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().tool : null));
  protected readonly tool = computed<Found | null>(() => {
    const answer = this.answer();
    return answer?.__typename === 'Tool' ? answer : null;
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer || answer.__typename === 'Tool') return { kind: 'loading' };
    return { kind: 'empty', heading: this.say('refused'), text: this.whyNot() };
  });

  /** What the link says of this tool and the tool has not, as written. */
  protected readonly dropped = computed(() => [
    ...this.link().dropped,
    ...unknownParts(this.tool(), this.choice(), { product: this.product(), step: this.step()?.stepId }),
  ]);
  /** One that the tool does not have narrows nothing. */
  protected readonly chamber = computed(() => {
    const [tool, { chamber }] = [this.tool(), this.choice()];
    return chamber !== undefined && (!tool || tool.chambers.includes(chamber)) ? chamber : undefined;
  });
  private readonly most = computed(() => {
    const [tool, choice] = [this.tool(), this.choice()];
    return busiest(tool, choice) ?? busiest(tool, { product: choice.product });
  });
  /** Limits and yields are by product: the chosen one, or the one of which most lots went through. */
  protected readonly product = computed(
    () => this.choice().product ?? this.most()?.productId ?? productsOf(this.tool())[0],
  );
  protected readonly step = computed(() => {
    const steps = stepsOf(this.tool());
    const chosen = this.choice().step ?? this.most()?.stepId;
    return steps.find(({ stepId }) => stepId === chosen) ?? steps[0] ?? null;
  });
  protected readonly sensor = computed(() =>
    chosenSensor(this.tool(), {
      ...this.choice(),
      chamber: this.chamber(),
      product: this.product(),
      step: this.step()?.stepId,
    }),
  );
  protected readonly yieldTrend = injectToolTrend(
    computed(() => {
      const [product, step] = [this.product(), this.step()];
      if (!product || !step) return undefined;
      const { weeks } = this.choice();
      const chamber = this.chamber() ?? null;
      return {
        filter: { productId: product, weeks, through: [{ stepId: step.stepId, toolId: this.toolId(), chamber }] },
        measure: { kind: 'FINAL_YIELD' as const },
        split: { kind: 'CHAMBER' as const, stepId: step.stepId },
        trackOutOf: step.stepId,
      };
    }),
  );

  protected readonly productOptions = computed(() => [
    { value: '', label: this.say('all') },
    ...optionsOf(productsOf(this.tool()), this.choice().product).map((option) => ({
      ...option,
      label: this.productName()(option.value),
    })),
  ]);
  protected readonly stepOptions = computed(() =>
    stepsOf(this.tool()).map(({ stepId, name }) => ({ value: stepId, label: name })),
  );
  protected readonly chamberOptions = computed(() => [
    { value: '', label: this.say('all') },
    ...optionsOf(this.tool()?.chambers ?? [], this.chamber()),
  ]);
  protected readonly sensorOptions = computed(() => sensorOptions(this.tool(), this.product(), this.step()?.stepId));
  protected readonly sensorKey = computed(() => {
    const sensor = this.sensor();
    return sensor ? `${sensor.statistic}:${sensor.name}` : '';
  });
  protected readonly periods = computed(() =>
    PERIODS.map((weeks) => ({ value: String(weeks), label: this.say('weeks', { weeks }) })),
  );
  protected readonly shownProduct = computed(() => this.productName()(this.product() ?? ''));
  protected readonly period = computed(() => this.formats.period(this.tool()?.period ?? ''));
  private readonly countedOf = injectCounted();
  protected readonly yieldCaption = computed(() => {
    const text = this.say('yieldCaption', { step: this.step()?.name ?? '', product: this.shownProduct() });
    return [text, ...this.countedOf(this.yieldTrend.trend()?.notFound)].join(' · ');
  });
  protected readonly yieldsCaption = computed(() => {
    const excluded = this.tool()?.excludedWafers ?? 0;
    const text = this.say('yieldsCaption', { period: this.period() });
    return [text, ...this.countedOf({ dies: null, excluded })].join(' · ');
  });
  /** The same filter on the pages of yields and of maps. */
  protected readonly elsewhere = computed(() => ({
    p: this.product() ?? null,
    t: `-${this.choice().weeks}w`,
    'f.step': this.step()?.stepId ?? null,
    'f.tool': this.toolId(),
    'f.chamber': this.chamber() ?? null,
  }));
  protected readonly yieldLink = computed(() => {
    const stepId = this.step()?.stepId;
    return stepId ? { ...this.elsewhere(), at: stepId, split: `chamber:${stepId}` } : this.elsewhere();
  });
  protected readonly notes = computed(() => [
    `${this.say('column.tool')}: ${this.toolId()}`,
    `${this.say('field.product')}: ${this.product() ?? this.say('all')}`,
    `${this.say('field.chamber')}: ${this.chamber() ?? this.say('all')}`,
    `${this.say('field.time')}: ${this.say('weeks', { weeks: this.choice().weeks })}`,
  ]);

  protected readonly yieldColumns = computed<TableColumn<ToolYieldPartsFragment>[]>(() => [
    { key: 'step', label: this.say('column.at'), text: ({ stepName }) => stepName },
    { key: 'product', label: this.say('field.product'), text: ({ productId }) => this.productName()(productId) },
    { key: 'yield', label: this.say('column.yield'), align: 'end', text: ({ value }) => this.formats.yield(value) },
    { key: 'others', label: this.say('column.others'), align: 'end', text: (row) => this.formats.yield(row.others) },
    { key: 'lots', label: this.say('column.lots'), align: 'end', text: ({ lots }) => this.formats.number(lots) },
    { key: 'reading', label: this.say('column.reading'), text: (row) => this.words.reading(row), wraps: true },
  ]);
  protected readonly runColumns = computed<TableColumn<Run>[]>(() => [
    {
      key: 'at',
      label: this.say('column.end'),
      text: ({ endedAt }) => this.formats.time(endedAt),
      sortValue: ({ endedAt }) => endedAt,
    },
    { key: 'lot', label: this.say('column.lot'), sortValue: ({ lotId }) => lotId },
    { key: 'product', label: this.say('field.product'), text: ({ productId }) => this.productName()(productId) },
    { key: 'step', label: this.say('column.at'), text: ({ stepName }) => stepName },
    { key: 'recipe', label: this.say('column.recipe'), text: (run) => `${run.recipe} ${run.recipeVersion}` },
    { key: 'chambers', label: this.say('column.chambers'), text: ({ chambers }) => chambers.join(' ') },
    { key: 'wafers', label: this.say('column.wafers'), align: 'end', text: (run) => this.formats.number(run.wafers) },
    { key: 'kind', label: this.say('column.kind'), text: (run) => (run.seasoning ? this.say('seasoning') : '') },
  ]);
  protected readonly yieldKey = (row: ToolYieldPartsFragment): string => `${row.stepId}/${row.productId}`;
  protected readonly runKey = ({ lotId, runId }: Run): string => `${lotId}/${runId}`;

  constructor() {
    effect(() =>
      this.place.set({ heading: this.toolId(), isId: true, crumbs: [{ label: this.say('title'), link: '/tools' }] }),
    );
    onChanges(['lots', 'products'], () => this.query.reload());
  }

  protected choose(change: Partial<ToolChoice>): void {
    void this.router.navigate([], { queryParams: writeToolLink(change), queryParamsHandling: 'merge' });
  }

  private whyNot(): string {
    const { product } = this.choice();
    return this.say(product === undefined ? 'noTool' : 'noToolOfProduct', {
      tool: this.toolId(),
      product: product ?? '',
    });
  }

  protected weeks(value: string | undefined): number {
    return Number(value ?? PERIODS[1]);
  }

  protected reload(): void {
    this.query.reload();
  }
}

/** What a link names stays to be seen and taken back, also where nothing offers it. */
function optionsOf(ids: readonly string[], chosen: string | undefined) {
  const all = chosen === undefined || ids.includes(chosen) ? ids : [...ids, chosen];
  return all.map((id) => ({ value: id, label: id }));
}
