import { Component, computed, inject, input } from '@angular/core';
import type { DefectsQuery } from '@fabwright/data-access';
import { DataTable, Panel, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectCounted } from '../../core/population/counted.ts';

type KillRatios = DefectsQuery['defects']['killRatios'];
type KillRow = KillRatios['rows'][number];

/** Which class kills at which step, with its interval and its cost; in words why there is none. */
@Component({
  selector: 'fw-kill-ratios',
  imports: [DataTable, Panel],
  template: `
    <fw-panel [heading]="say('kill.heading')" [caption]="caption()" [state]="state()">
      <fw-data-table [caption]="say('kill.heading')" [columns]="columns()" [rows]="ratios().rows" [rowKey]="key" />
      <p class="fw-caption note">{{ say('kill.note') }}</p>
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    fw-data-table {
      max-height: 420px;
    }
    .note {
      margin-top: 8px;
    }
  `,
})
export class KillRatiosPanel {
  readonly ratios = input.required<KillRatios>();
  /** Inspections of the choice; more than were looked at means that the oldest were not. */
  readonly of = input.required<number>();
  private readonly formats = inject(Formats);
  private readonly countedOf = injectCounted();
  protected readonly say = injectSay('defects');
  protected readonly key = ({ stepId, code }: KillRow): string => `${stepId}/${code ?? ''}`;

  protected readonly caption = computed(() => {
    const { withSort, inspected, excluded, withoutDieSize } = this.ratios();
    return [
      this.say('kill.caption', { withSort, inspected }),
      inspected < this.of() ? this.say('kill.newest', { inspected, of: this.formats.number(this.of()) }) : '',
      ...this.countedOf({ dies: null, excluded }),
      withoutDieSize > 0 ? this.say('kill.withoutDieSize', { wafers: withoutDieSize }) : '',
    ]
      .filter((part) => part !== '')
      .join(' · ');
  });
  protected readonly state = computed<PanelState>(() => {
    const { rows, inspected, withSort } = this.ratios();
    if (rows.length > 0) return { kind: 'ready' };
    const text = withSort > 0 ? this.say('kill.noDieSize') : this.say('kill.noSort', { inspected });
    return { kind: 'empty', heading: this.say('kill.none'), text };
  });
  protected readonly columns = computed<TableColumn<KillRow>[]>(() => [
    { key: 'step', label: this.say('column.step'), text: ({ stepName }) => stepName, sortValue: (r) => r.stepName },
    { key: 'class', label: this.say('column.class'), text: (row) => this.className(row) },
    {
      key: 'ratio',
      label: this.say('kill.ratio'),
      text: (row) => this.ratio(row),
      sortValue: ({ value }) => value ?? null,
    },
    { key: 'why', label: this.say('kill.interval'), text: (row) => this.interval(row) },
    this.number('with', 'kill.diesWith', ({ diesWith }) => diesWith),
    this.yield('yieldWith', 'kill.yieldWith', ({ yieldWith }) => yieldWith),
    this.number('clean', 'kill.cleanDies', ({ cleanDies }) => cleanDies),
    this.yield('yieldClean', 'kill.yieldClean', ({ yieldClean }) => yieldClean),
    this.number('lots', 'kill.lots', ({ lots }) => lots),
    this.number('killed', 'kill.killed', ({ killedDies }) => killedDies ?? null),
    this.yield('limited', 'kill.limited', ({ limitedYield }) => limitedYield),
  ]);

  private className({ code, name }: KillRow): string {
    if (code === null || code === undefined) return this.say('kill.anyClass');
    return `${code} ${name || this.say('unnamedClass')}`;
  }

  private ratio({ value }: KillRow): string {
    return value === null || value === undefined ? '–' : this.formats.number(value, 2);
  }

  /** The interval, or in words why there is none. */
  private interval({ low, high, refusal, has, needs }: KillRow): string {
    if (typeof low === 'number' && typeof high === 'number') {
      return `${this.formats.number(low, 2)} – ${this.formats.number(high, 2)}`;
    }
    return refusal ? this.say(`kill.refusals.${refusal}`, { has: has ?? 0, needs: needs ?? 0 }) : '–';
  }

  private number(key: string, label: string, of: (row: KillRow) => number | null): TableColumn<KillRow> {
    return { key, label: this.say(label), align: 'end', text: (row) => this.formats.number(of(row)), sortValue: of };
  }

  private yield(key: string, label: string, of: (row: KillRow) => number | null | undefined): TableColumn<KillRow> {
    const sortValue = (row: KillRow): number | null => of(row) ?? null;
    return { key, label: this.say(label), align: 'end', text: (row) => this.formats.yield(of(row)), sortValue };
  }
}
