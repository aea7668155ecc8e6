import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';
import { describeHistogram, histogramTable, toHistogramOption, type HistogramView } from '@fabwright/charts';
import { queryResource, type CapabilityFiguresFragment, type PopulationFilter } from '@fabwright/data-access';
import { TestCapabilityDocument } from '@fabwright/data-access/documents/capability';
import {
  Button,
  ChartPanel,
  DataTable,
  Panel,
  type ChartBuilder,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectRefusal } from '../../core/population/refusal.ts';

const INDICES = ['cp', 'cpk', 'pp', 'ppk', 'cpm'] as const;
type IndexKey = (typeof INDICES)[number];

interface IndexLine {
  readonly key: IndexKey;
  readonly now: string;
  readonly tried: string;
}

/** One test: its values against its limits, and what other limits would make of them. */
@Component({
  selector: 'fw-test-capability',
  imports: [Button, ChartPanel, DataTable, Panel, RouterLink],
  template: `
    <fw-chart-panel
      [heading]="heading()"
      [caption]="caption()"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      fileName="capability"
      [notes]="[heading(), caption()]"
      [height]="280"
      (retry)="reload()"
    >
      <a
        fwPanelTools
        fwButton
        variant="quiet"
        routerLink="/yield"
        [queryParams]="trend()"
        queryParamsHandling="merge"
        >{{ say('trend') }}</a
      >
    </fw-chart-panel>
    <fw-panel [heading]="say('whatIf')" [caption]="say('whatIfCaption')">
      <form class="limits" (submit)="try($event, lo.value, hi.value, tg.value)">
        <label
          >{{ say('lower') }} <input #lo class="fw-input" inputmode="decimal" [value]="shownLimit('lower')"
        /></label>
        <label
          >{{ say('upper') }} <input #hi class="fw-input" inputmode="decimal" [value]="shownLimit('upper')"
        /></label>
        <label>{{ say('target') }} <input #tg class="fw-input" inputmode="decimal" [value]="target() ?? ''" /></label>
        <button fwButton variant="primary" type="submit">{{ say('try') }}</button>
        @if (whatIf()) {
          <button fwButton variant="link" type="button" (click)="tried.emit({ lo: null, hi: null, tg: null })">
            {{ say('back') }}
          </button>
        }
      </form>
      @if (unreadable(); as names) {
        <p class="fw-notice" role="alert">{{ say('notANumber', { names }) }}</p>
      }
      @if (refused(); as reason) {
        <p class="fw-notice" role="status">{{ say('refused.' + reason) }}</p>
      }
      <fw-data-table [caption]="say('whatIf')" [columns]="columns()" [rows]="lines()" [rowKey]="lineKey" />
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(300px, 1fr);
      gap: 12px;
    }
    @media (max-width: 959px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
    }
    .limits {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: end;
      padding: 4px 0 8px;
      font: var(--t-small);
    }
    .limits label {
      display: grid;
      gap: 2px;
    }
    .limits input {
      width: 92px;
    }
  `,
})
export class TestCapabilityPanel {
  readonly filter = input.required<PopulationFilter>();
  /** What the figures do and don't count. */
  readonly counted = input<readonly string[]>([]);
  readonly test = input.required<number>();
  readonly revision = input.required<string>();
  /** As the link has them. */
  readonly lower = input<string | null>(null);
  readonly upper = input<string | null>(null);
  readonly target = input<string | null>(null);
  /** Parameters for the link. */
  readonly tried = output<Params>();

  private readonly formats = inject(Formats);
  protected readonly say = injectSay('capability');
  private readonly sentence = injectRefusal();

  protected readonly unreadable = computed(() => {
    const given = [this.lower(), this.upper(), this.target()];
    const wrong = given.filter((text) => text !== null && !Number.isFinite(Number(text)));
    return wrong.length > 0 ? wrong.join(', ') : null;
  });
  private readonly limits = computed(() => {
    const given = [this.lower(), this.upper(), this.target()].map((text) => (text === null ? null : Number(text)));
    const [lower = null, upper = null, target = null] = given;
    if (this.unreadable() !== null || given.every((limit) => limit === null)) return null;
    return { lower, upper, target };
  });
  private readonly query = queryResource(TestCapabilityDocument, () => ({
    filter: this.filter(),
    test: this.test(),
    revision: this.revision(),
    whatIf: this.limits(),
  }));
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().testCapability : null));
  private readonly found = computed(() => {
    const answer = this.answer();
    return answer?.__typename === 'TestCapability' ? answer : null;
  });
  protected readonly whatIf = computed(() => this.found()?.whatIf ?? null);
  protected readonly refused = computed(() => this.whatIf()?.refused ?? this.found()?.row.figures.refused ?? null);
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'TestCapability') return { kind: 'empty', heading: this.sentence(answer) };
    return answer.histogram ? { kind: 'ready' } : { kind: 'empty', heading: this.say('neverRan') };
  });
  protected readonly heading = computed(() => {
    const row = this.found()?.row;
    return row ? `${row.test} ${row.name}, ${row.revision}` : String(this.test());
  });
  protected readonly caption = computed(() => {
    const found = this.found();
    if (!found) return '';
    const { row } = found;
    const text = this.say('testCaption', {
      n: this.formats.number(row.executed),
      of: this.formats.number(row.total),
      read: found.wafersRead,
      wafers: found.wafers,
      survivors: row.survivorsOnly ? 'yes' : 'no',
      unit: row.unit || this.say('noUnit'),
    });
    return [text, ...this.counted()].join(' · ');
  });
  private readonly view = computed<HistogramView>(() => {
    const row = this.found()?.row;
    return { name: this.heading(), unit: row?.unit ?? '', ...this.drawnLimits(), ...this.bars() };
  });
  /** Limits that stand the wrong way round say nothing of the values: those in force are drawn instead. */
  private drawnLimits(): Pick<HistogramView, 'lowLimit' | 'highLimit'> {
    const tried = this.whatIf()?.refused ? null : this.limits();
    const { lower = null, upper = null } = tried ?? this.found()?.row.figures ?? {};
    return { lowLimit: lower, highLimit: upper };
  }
  private bars(): Pick<HistogramView, 'edges' | 'counts'> {
    const { from = 0, width = 1, counts = [] } = this.found()?.histogram ?? {};
    return { counts, edges: Array.from({ length: counts.length + 1 }, (_, at) => from + at * width) };
  }
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toHistogramOption(view, theme, locale);
  });
  protected readonly label = computed(() => describeHistogram(this.view(), this.formats.locale()));
  protected readonly table = computed(() => histogramTable(this.view(), this.formats.locale()));
  protected readonly trend = computed(() => ({
    y: `test:${this.test()}`,
    test: null,
    rev: null,
    lo: null,
    hi: null,
    tg: null,
    tab: null,
  }));
  protected readonly lines = computed<IndexLine[]>(() => {
    const [now, tried] = [this.found()?.row.figures ?? null, this.whatIf()];
    return INDICES.map((key) => ({ key, now: this.indexText(now, key), tried: this.indexText(tried, key) }));
  });
  protected readonly columns = computed<TableColumn<IndexLine>[]>(() => [
    { key: 'key', label: '', text: ({ key }) => `${key.charAt(0).toUpperCase()}${key.slice(1)}` },
    { key: 'now', label: this.say('inForce'), align: 'end', text: ({ now }) => now },
    ...(this.whatIf()
      ? [{ key: 'tried', label: this.say('tried'), align: 'end' as const, text: ({ tried }: IndexLine) => tried }]
      : []),
  ]);
  protected readonly lineKey = ({ key }: IndexLine): string => key;

  protected try(event: Event, lower: string, upper: string, target: string): void {
    event.preventDefault();
    this.tried.emit({ lo: lower.trim() || null, hi: upper.trim() || null, tg: target.trim() || null });
  }

  protected shownLimit(side: 'lower' | 'upper'): string {
    const own = side === 'lower' ? this.lower() : this.upper();
    if (this.limits() || own !== null) return own ?? '';
    const limit = this.found()?.row.figures[side];
    return typeof limit === 'number' ? String(limit) : '';
  }

  protected reload(): void {
    this.query.reload();
  }

  private indexText(figures: CapabilityFiguresFragment | null, key: IndexKey): string {
    const index = figures?.[key];
    if (!index) return '–';
    const { value, low, high, missing } = index;
    if (typeof value !== 'number') return missing ? this.say(`missing.${missing}`) : '–';
    const text = (number: number): string => this.formats.number(number, 2);
    return typeof low === 'number' && typeof high === 'number'
      ? `${text(value)} [${text(low)}, ${text(high)}]`
      : text(value);
  }
}
