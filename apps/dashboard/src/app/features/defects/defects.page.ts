import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { queryResource, type DefectsQuery } from '@fabwright/data-access';
import { DefectsDocument } from '@fabwright/data-access/documents/defects';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import {
  Button,
  DataTable,
  FilterChip,
  PageHeader,
  Panel,
  TableCellTemplate,
  type FilterOption,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { injectPopulationNotices } from '../../core/population/population-notices.ts';
import { DefectClasses } from './defect-classes.ts';
import {
  droppedOf,
  PERIODS,
  readDefectsLink,
  toDefectFilter,
  TOLERANCES,
  writeDefectsLink,
  type DefectsChoice,
} from './defects-link.ts';
import { injectBinMap } from './bin-map.source.ts';
import { DensityPanel } from './density.panel.ts';
import { KillRatiosPanel } from './kill-ratios.panel.ts';
import { WaferDefectsPanel } from './wafer-defects.panel.ts';

type Overview = DefectsQuery['defects'];
type StepRow = Overview['steps'][number];
type AdderRow = Overview['adders'][number];
type WaferRow = Overview['latest'][number];

/** What a link names stays to be seen and taken off, also when there is no such thing. */
function withChosen(options: readonly FilterOption[], chosen: string | undefined): FilterOption[] {
  const known = chosen === undefined || options.some(({ value }) => value === chosen);
  return known ? [...options] : [...options, { value: chosen, label: chosen }];
}

/** What inspections found: density by step, classes, adders, and what the defects cost at sort. */
@Component({
  selector: 'fw-defects-page',
  imports: [
    Button,
    DataTable,
    DefectClasses,
    DensityPanel,
    FilterChip,
    KillRatiosPanel,
    PageHeader,
    Panel,
    RouterLink,
    TableCellTemplate,
    WaferDefectsPanel,
  ],
  templateUrl: './defects.page.html',
  styles: `
    .classes {
      max-height: 300px;
      overflow-y: auto;
      padding-inline-end: 2px;
    }
    .latest {
      max-height: 420px;
    }
    /* as high as the map beside, whatever it holds */
    .latest.beside {
      block-size: 100%;
      min-block-size: 420px;
      max-height: none;
      contain: size;
    }
  `,
})
export class DefectsPage {
  // bound to the address
  readonly p = input<string>();
  readonly step = input<string>();
  readonly cls = input<string>();
  readonly t = input<string>();
  readonly tol = input<string>();
  readonly lot = input<string>();
  readonly wafer = input<string>();

  private readonly router = inject(Router);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('defects');
  private readonly noticesOf = injectPopulationNotices();

  private readonly link = computed(() => ({
    p: this.p(),
    step: this.step(),
    cls: this.cls(),
    t: this.t(),
    tol: this.tol(),
    lot: this.lot(),
    wafer: this.wafer(),
  }));
  protected readonly choice = computed(() => readDefectsLink(this.link()));
  protected readonly notices = computed(() => {
    const { product } = this.choice();
    const known = this.products.hasValue() ? this.products.value().products : null;
    const unseen = product !== undefined && known?.every(({ productId }) => productId !== product);
    return this.noticesOf([...(unseen ? [`p=${product}`] : []), ...droppedOf(this.link())], null);
  });
  // the wafer beside changes nothing of what is asked here
  private readonly filter = computed(() => toDefectFilter(this.choice()), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  private readonly query = queryResource(DefectsDocument, () => ({ filter: this.filter() }));
  private readonly products = queryResource(ProductChoicesDocument, () => ({}));
  protected readonly binMap = injectBinMap(computed(() => this.choice().wafer));
  protected readonly overview = computed(() => (this.query.hasValue() ? this.query.value().defects : null));

  protected readonly productOptions = computed<FilterOption[]>(() => {
    const known = this.products.hasValue() ? this.products.value().products : [];
    const options = known.map(({ productId, name }) => ({ value: productId, label: name }));
    return withChosen(options, this.choice().product);
  });
  protected readonly stepOptions = computed<FilterOption[]>(() => {
    const found = (this.overview()?.steps ?? []).map(({ stepId, stepName }) => ({ value: stepId, label: stepName }));
    return withChosen(found, this.choice().step);
  });
  protected readonly periodOptions = computed(() =>
    PERIODS.map((weeks) => ({ value: String(weeks), label: this.say('weeks', { weeks }) })),
  );
  protected readonly toleranceOptions = computed(() =>
    TOLERANCES.map((mm) => ({ value: String(mm), label: `${this.formats.number(mm, 2)} mm` })),
  );
  /** The filters in words, for exported tables. */
  protected readonly notes = computed(() => {
    const { product, step, classes, weeks } = this.choice();
    return [
      `${this.say('field.product')}: ${product ?? this.say('all')}`,
      `${this.say('field.step')}: ${step ?? this.say('all')}`,
      `${this.say('field.class')}: ${classes.length > 0 ? classes.join(', ') : this.say('all')}`,
      `${this.say('field.time')}: ${this.say('weeks', { weeks })}`,
    ];
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const overview = this.overview();
    if (overview === null) return { kind: 'loading' };
    if (overview.inspections > 0) return { kind: 'ready' };
    return {
      kind: 'empty',
      heading: this.say('empty'),
      text: this.say('emptyText', { period: this.formats.period(overview.period) }),
    };
  });

  protected readonly stepColumns = computed<TableColumn<StepRow>[]>(() => [
    { key: 'step', label: this.say('column.step'), text: ({ stepName }) => stepName, sortValue: (row) => row.stepName },
    {
      key: 'density',
      label: this.say('column.densityUnit'),
      align: 'end',
      text: ({ density }) => this.formats.number(density, 3),
      sortValue: ({ density }) => density ?? null,
    },
    { key: 'interval', label: this.say('column.interval'), align: 'end', text: (row) => this.interval(row) },
    { key: 'defects', label: this.say('column.defects'), align: 'end', text: (r) => this.formats.number(r.defects) },
    { key: 'wafers', label: this.say('column.wafers'), align: 'end', text: (r) => this.formats.number(r.wafers) },
    { key: 'lots', label: this.say('column.lots'), align: 'end', text: (r) => this.formats.number(r.lots) },
  ]);
  protected readonly adderColumns = computed<TableColumn<AdderRow>[]>(() => [
    { key: 'step', label: this.say('column.step'), text: ({ stepName }) => stepName },
    { key: 'before', label: this.say('column.before'), text: ({ previousStepName }) => previousStepName },
    { key: 'wafers', label: this.say('column.wafers'), align: 'end', text: (r) => this.formats.number(r.wafers) },
    { key: 'adders', label: this.say('adders'), align: 'end', text: (r) => this.formats.number(r.adders) },
    { key: 'per', label: this.say('column.perWafer'), align: 'end', text: (r) => this.formats.number(r.perWafer, 1) },
    { key: 'carried', label: this.say('column.carried'), align: 'end', text: (r) => this.formats.number(r.carried) },
    { key: 'gone', label: this.say('column.gone'), align: 'end', text: (r) => this.formats.number(r.gone) },
  ]);
  protected readonly waferColumns = computed<TableColumn<WaferRow>[]>(() => [
    { key: 'lot', label: this.say('column.lot') },
    { key: 'wafer', label: this.say('column.wafer') },
    { key: 'step', label: this.say('column.step'), text: ({ stepName }) => stepName },
    // there is less room beside the map of a wafer
    ...(this.choice().wafer
      ? []
      : [{ key: 'tool', label: this.say('column.tool'), text: (row: WaferRow) => row.toolId }]),
    { key: 'at', label: this.say('column.at'), text: ({ inspectedAt }) => this.formats.time(inspectedAt) },
    { key: 'defects', label: this.say('column.defects'), align: 'end', text: (row) => this.counted(row) },
    {
      key: 'density',
      label: this.say('column.densityUnit'),
      align: 'end',
      text: ({ density }) => this.formats.number(density, 3),
    },
  ]);
  protected readonly stepKey = ({ stepId }: StepRow): string => stepId;
  protected readonly adderKey = ({ stepId, previousStepId }: AdderRow): string => `${previousStepId}>${stepId}`;
  protected readonly waferKey = ({ inspectionId, waferId }: WaferRow): string => `${inspectionId}/${waferId}`;

  constructor() {
    onChanges(['imports'], () => this.query.reload());
  }

  protected choose(change: Partial<DefectsChoice>): void {
    void this.router.navigate([], { queryParams: writeDefectsLink(change), queryParamsHandling: 'merge' });
  }

  protected chooseWeeks(value: string | undefined): void {
    this.choose({ weeks: Number(value ?? 8) });
  }

  protected chooseTolerance(value: string | undefined): void {
    this.choose({ toleranceMm: Number(value ?? 0.1) });
  }

  protected show({ lotId, waferId }: WaferRow): void {
    this.choose({ wafer: { lotId, waferId } });
  }

  protected reload(): void {
    this.query.reload();
  }

  private interval({ low, high }: StepRow): string {
    if (typeof low !== 'number' || typeof high !== 'number') return this.say('tooFewLots');
    return `${this.formats.number(low, 3)} – ${this.formats.number(high, 3)}`;
  }

  /** With the file's own count where it has another one. */
  private counted({ defects, statedDefects }: WaferRow): string {
    const shown = this.formats.number(defects);
    const filtered = this.choice().classes.length > 0;
    if (filtered || typeof statedDefects !== 'number' || statedDefects === defects) return shown;
    return this.say('stated', { defects: shown, stated: this.formats.number(statedDefects) });
  }
}
