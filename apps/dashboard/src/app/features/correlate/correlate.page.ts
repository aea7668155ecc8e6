import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { measuredText, type MeasureView } from '@fabwright/charts';
import { queryResource, type MeasureInput, type RelationRowFragment } from '@fabwright/data-access';
import { RelationsDocument, RelationScatterDocument } from '@fabwright/data-access/documents/correlate';
import { formatProbability } from '@fabwright/facts';
import {
  Button,
  DataTable,
  FilterChip,
  Panel,
  TableCellTemplate,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PopulationBar } from '../../core/population/population-bar.ts';
import { measureKey, readMeasure } from '../yield/explore-link.ts';
import { injectAnalysis, NO_FILTERS } from './analysis-page.ts';
import { RelationScatterPanel } from './relation-scatter.panel.ts';

/** Which parameters go with yield, a bin or a test: ranked, and one of them wafer by wafer. */
@Component({
  selector: 'fw-correlate-page',
  imports: [Button, DataTable, FilterChip, Panel, PopulationBar, RelationScatterPanel, RouterLink, TableCellTemplate],
  templateUrl: './correlate.page.html',
  styles: `
    .relations {
      max-height: 560px;
    }
    /* test names are long */
    .relations a {
      white-space: normal;
      overflow-wrap: anywhere;
    }
    li a {
      display: inline-block;
      min-height: 24px;
      line-height: 24px;
    }
  `,
})
export class CorrelatePage {
  protected readonly page = injectAnalysis();
  protected readonly noFilters = NO_FILTERS;
  protected readonly say = injectSay('correlate');
  private readonly sayDies = injectSay('population.dies');
  private readonly formats = inject(Formats);

  private readonly query = queryResource(RelationsDocument, () =>
    this.page.ready() ? { filter: this.page.filter(), response: this.page.measure() } : undefined,
  );
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().relations : null));
  protected readonly relations = computed(() => {
    const answer = this.answer();
    return answer?.__typename === 'Relations' ? answer : null;
  });
  protected readonly rows = computed(() => this.relations()?.rows ?? []);
  protected readonly notices = computed(() => [
    ...this.page.notices(
      this.relations()?.notFound,
      this.page.unread('x', (text) => readMeasure(text) !== null),
    ),
    ...(this.page.choice().dies ? [this.sayDies('parameters')] : []),
  ]);
  /** Of both charts. */
  protected readonly counted = computed(() => this.page.counted(this.relations()?.notFound));

  /** That of the link, or the first that was found. */
  protected readonly parameter = computed<MeasureInput | null>(
    () => {
      const chosen = this.page.text('x');
      const named = chosen === null ? null : readMeasure(chosen);
      const [first] = this.rows();
      return named ?? (first ? measureOf(first) : null);
    },
    { equal: (a, b) => (a && measureKey(a)) === (b && measureKey(b)) },
  );
  protected readonly parameterKey = computed(() => {
    const parameter = this.parameter();
    return parameter ? measureKey(parameter) : null;
  });
  protected readonly parameterName = computed(() => {
    const parameter = this.parameter();
    return parameter ? this.page.nameOf(parameter) : '';
  });
  private readonly scatterQuery = queryResource(RelationScatterDocument, () => {
    const parameter = this.parameter();
    return parameter && this.page.ready()
      ? { filter: this.page.filter(), response: this.page.measure(), parameter }
      : undefined;
  });
  private readonly scatterAnswer = computed(() =>
    this.scatterQuery.hasValue() ? this.scatterQuery.value().relationScatter : null,
  );
  protected readonly scatter = computed(() => {
    const answer = this.scatterAnswer();
    return answer?.__typename === 'RelationScatter' ? answer : null;
  });
  protected readonly scatterState = computed<PanelState>(() => {
    if (this.scatterQuery.error()) return failedState(this.say('scatterFailed'), this.scatterQuery.error());
    const answer = this.scatterAnswer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'RelationScatter') return { kind: 'empty', heading: this.page.refusal(answer) };
    if (answer.wafers.length === 0) return { kind: 'empty', heading: this.say('obstacle.no-wafers') };
    return answer.obstacle ? { kind: 'too-little', text: this.say(`obstacle.${answer.obstacle}`) } : { kind: 'ready' };
  });
  /** Those that move together with the shown one. */
  protected readonly companions = computed(() => {
    const shown = this.rows().find((row) => this.rowKey(row) === this.parameterKey());
    if (!shown || (shown.cluster ?? null) === null || shown.clusterSize < 2) return [];
    return this.rows().filter((row) => row.cluster === shown.cluster && row !== shown);
  });

  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'Relations') return { kind: 'empty', heading: this.page.refusal(answer) };
    if (answer.obstacle) return { kind: 'empty', heading: this.say(`obstacle.${answer.obstacle}`) };
    if (answer.tested === 0) return { kind: 'empty', heading: this.say('noParameters') };
    return answer.found === 0 ? { kind: 'too-little', text: this.nothingFound() } : { kind: 'ready' };
  });
  protected readonly caption = computed(() => {
    const found = this.relations();
    if (!found || found.wafers === 0) return '';
    const skipped = found.skipped.reduce((sum, { parameters }) => sum + parameters, 0);
    const text = this.say('caption', {
      response: this.page.measureName(),
      found: found.found,
      tested: found.tested,
      wafers: this.formats.count(found.wafers, 'wafers'),
      lots: this.formats.count(found.lots, 'lots'),
      skipped,
    });
    return [text, ...this.counted()].join(' · ');
  });
  protected readonly columns = computed<TableColumn<RelationRowFragment>[]>(() => {
    const label = (name: string): string => this.say(`column.${name}`);
    const { formats } = this;
    const locale = formats.locale();
    return [
      { key: 'rank', label: '#', align: 'end', text: ({ rank }) => String(rank), sortValue: ({ rank }) => rank },
      { key: 'name', label: label('name'), wraps: true, sortValue: (row) => this.nameOf(row) },
      { key: 'shape', label: label('shape'), text: (row) => this.shapeOf(row), wraps: true },
      {
        key: 'rho',
        label: label('rho'),
        align: 'end',
        text: ({ rho, rhoLow, rhoHigh }) =>
          `${formats.number(rho, 2)} [${formats.number(rhoLow, 2)}, ${formats.number(rhoHigh, 2)}]`,
        sortValue: ({ rho }) => Math.abs(rho),
      },
      {
        key: 'q',
        label: 'q',
        align: 'end',
        text: ({ q }) => formatProbability(q, locale).replace(/^p =? ?/, ''),
        sortValue: ({ q }) => q,
      },
      { key: 'n', label: label('n'), align: 'end', text: ({ wafers }) => formats.number(wafers) },
      { key: 'lots', label: label('lots'), align: 'end', text: ({ lots }) => formats.number(lots) },
      { key: 'reading', label: label('reading'), text: (row) => this.readingOf(row), wraps: true },
    ];
  });
  protected readonly rowKey = (row: RelationRowFragment): string => measureKey(measureOf(row));

  protected show(row: RelationRowFragment): void {
    this.page.go({ x: this.rowKey(row), xr: null });
  }

  protected reload(): void {
    this.query.reload();
  }

  protected nameOf(row: RelationRowFragment): string {
    return row.kind === 'TEST' ? `${row.test} ${row.name}` : this.page.nameOf(measureOf(row));
  }

  private nothingFound(): string {
    const found = this.relations();
    return this.say('nothing', { tested: found?.tested ?? 0 });
  }

  private shapeOf({ shape, threshold, optimum, unit, rho }: RelationRowFragment): string {
    const view: MeasureView = { name: '', unit, isFraction: false };
    const value = (at: number): string => measuredText(at, view, this.formats.locale());
    if (shape === 'THRESHOLD' && threshold) return this.say('shape.THRESHOLD', { value: value(threshold.value) });
    if (shape === 'OPTIMUM' && optimum) {
      return this.say(`shape.${optimum.response}`, { value: value(optimum.value) });
    }
    return this.say(rho < 0 ? 'shape.falls' : 'shape.rises');
  }

  private followsOf({ cluster }: RelationRowFragment): string {
    const leader = this.rows().find((row) => row.leads && row.cluster === cluster);
    return leader ? this.say('reading.followsRank', { rank: leader.rank }) : this.say('reading.follows');
  }

  private readingOf(row: RelationRowFragment): string {
    const { found, onlyBetweenGroups, leads, clusterSize } = row;
    if (!found) return this.say('reading.none');
    if (onlyBetweenGroups) return this.say('reading.groups');
    if (clusterSize > 1) return leads ? this.say('reading.leads', { others: clusterSize - 1 }) : this.followsOf(row);
    return this.say('reading.association');
  }
}

function measureOf({ kind, stepId, name, statistic, test }: RelationRowFragment): MeasureInput {
  if (kind === 'TEST') return { kind, test: test ?? 0 };
  if (kind === 'ETEST') return { kind, parameter: name };
  if (kind === 'METROLOGY') return { kind, stepId: stepId ?? '', parameter: name };
  return { kind, stepId: stepId ?? '', statistic: statistic ?? 'mean', parameter: name };
}
