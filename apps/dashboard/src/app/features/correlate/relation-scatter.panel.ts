import { Component, computed, inject, input, output } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import {
  describeRelationScatter,
  MOST_SVG_MARKS,
  relationScatterTable,
  toRelationScatterOption,
  wafersWithin,
  type RelationScatterView,
} from '@fabwright/charts';
import type { RelationScatterQuery } from '@fabwright/data-access';
import { Button, ChartPanel, type ChartBuilder, type MarkEvent, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

type Scatter = Extract<RelationScatterQuery['relationScatter'], { __typename: 'RelationScatter' }>;

const MOST_LISTED = 200;

/** One parameter against the response. A range of the parameter chooses wafers; a mark opens its wafer. */
@Component({
  selector: 'fw-relation-scatter',
  imports: [Button, ChartPanel, RouterLink],
  template: `
    <fw-chart-panel
      [heading]="heading()"
      [caption]="caption()"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [renderer]="view().wafers.length > mostSvg ? 'canvas' : 'svg'"
      series="wafers"
      fileName="scatter"
      [notes]="[heading()]"
      [height]="320"
      (markClick)="open($event)"
    >
      <form fwPanelFoot class="range" (submit)="choose($event, from.value, to.value)">
        <label
          >{{ say('from') }} <input #from class="fw-input" inputmode="decimal" [value]="limits()?.[0] ?? ''"
        /></label>
        <label>{{ say('to') }} <input #to class="fw-input" inputmode="decimal" [value]="limits()?.[1] ?? ''" /></label>
        <button fwButton type="submit">{{ say('select') }}</button>
        @if (limits()) {
          <button fwButton variant="link" type="button" (click)="rangeChange.emit(null)">{{ say('clear') }}</button>
        }
      </form>
    </fw-chart-panel>
    @if (chosen(); as wafers) {
      <p class="fw-caption" role="status">{{ say('chosen', { count: wafers.length, of: view().wafers.length }) }}</p>
      <ul class="wafers">
        @for (wafer of wafers.slice(0, mostListed); track wafer) {
          <li>
            <a class="fw-id" [routerLink]="linkOf(wafer)">{{ wafer }}</a>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    .range {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: end;
      padding: 8px 12px;
      font: var(--t-small);
    }
    .range input {
      width: 84px;
    }
    .wafers {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      max-height: 160px;
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }
  `,
})
export class RelationScatterPanel {
  readonly scatter = input.required<Scatter | null>();
  readonly state = input.required<PanelState>();
  readonly parameter = input.required<string>();
  /** What the response does and doesn't count. */
  readonly counted = input<readonly string[]>([]);
  readonly response = input.required<string>();
  /** `from..to` in the parameter's unit; a side may be empty. */
  readonly range = input<string | null>(null);
  readonly rangeChange = output<string | null>();

  private readonly router = inject(Router);
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('correlate');
  protected readonly mostListed = MOST_LISTED;
  protected readonly mostSvg = MOST_SVG_MARKS;

  protected readonly limits = computed<readonly [string, string] | null>(() => {
    const [, from = '', to = ''] = /^(-?[\d.e+-]*)\.\.(-?[\d.e+-]*)$/i.exec(this.range() ?? '') ?? [];
    return from === '' && to === '' ? null : [from, to];
  });
  private readonly within = computed<number[] | null>(() => {
    const [scatter, limits] = [this.scatter(), this.limits()];
    if (!scatter || !limits) return null;
    const [from, to] = limits;
    const x: readonly [number, number] = [from === '' ? -Infinity : Number(from), to === '' ? Infinity : Number(to)];
    return wafersWithin(scatter, x, [-Infinity, Infinity]);
  });
  protected readonly view = computed<RelationScatterView>(() => {
    const scatter = this.scatter() ?? NOTHING;
    const within = this.within();
    return {
      parameter: { name: this.parameter(), unit: scatter.parameterUnit, isFraction: scatter.parameterIsFraction },
      response: { name: this.response(), unit: scatter.unit, isFraction: scatter.isFraction },
      wafers: scatter.wafers,
      x: scatter.x,
      y: scatter.y,
      selected: within && new Set(within),
      fit: scatter.fit ?? null,
      threshold: thresholdOf(scatter),
    };
  });
  protected readonly chosen = computed(() => this.within()?.map((at) => this.view().wafers[at] ?? '') ?? null);
  protected readonly heading = computed(() => `${this.response()} × ${this.parameter()}`);
  protected readonly caption = computed(() => {
    const relation = this.scatter()?.relation;
    if (!relation) return '';
    const { formats } = this;
    const text = this.say('scatterCaption', {
      rho: formats.number(relation.rho, 2),
      low: formats.number(relation.rhoLow, 2),
      high: formats.number(relation.rhoHigh, 2),
      wafers: formats.count(relation.wafers, 'wafers'),
      lots: formats.count(relation.lots, 'lots'),
    });
    return [text, ...this.counted()].join(' · ');
  });
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toRelationScatterOption(view, theme, locale);
  });
  protected readonly label = computed(() => describeRelationScatter(this.view(), this.formats.locale()));
  protected readonly table = computed(() =>
    relationScatterTable(this.view(), this.say('wafer'), this.formats.locale()),
  );

  protected choose(event: Event, from: string, to: string): void {
    event.preventDefault();
    const read = (text: string): string => (Number.isFinite(Number(text)) ? text.trim() : '');
    const [low, high] = [read(from), read(to)];
    this.rangeChange.emit(low === '' && high === '' ? null : `${low}..${high}`);
  }

  protected open({ index }: MarkEvent): void {
    const wafer = this.view().wafers[index];
    if (wafer) void this.router.navigate([...this.linkOf(wafer)]);
  }

  protected linkOf(wafer: string): readonly string[] {
    const slash = wafer.indexOf('/');
    return ['/lots', wafer.slice(0, slash), 'wafers', wafer.slice(slash + 1)];
  }
}

const NOTHING: Scatter = {
  __typename: 'RelationScatter',
  unit: '',
  isFraction: false,
  parameterUnit: '',
  parameterIsFraction: false,
  wafers: [],
  x: [],
  y: [],
  relation: null,
  fit: null,
  obstacle: null,
};

/** Drawn only where a threshold is the pattern. */
function thresholdOf({ relation }: Scatter): number | null {
  return relation?.shape === 'THRESHOLD' ? (relation.threshold?.value ?? null) : null;
}
