import { Component, computed, inject, input, output } from '@angular/core';
import type { WaferStackQuery } from '@fabwright/data-access';
import { formatProbability } from '@fabwright/facts';
import {
  Button,
  choiceMode,
  DataTable,
  Panel,
  TableCellTemplate,
  type ChoiceMode,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import type { Zones } from './maps-link.ts';

export type Comparison = Extract<WaferStackQuery['waferStack'], { __typename: 'StackComparison' }>;
type Zone = Comparison['zones'][number];

const CLEAR_P = 0.05;

/** Fail rate by zone: of one group, or of two with the difference that their lots bear out. */
@Component({
  selector: 'fw-zones-panel',
  imports: [Button, DataTable, Panel, TableCellTemplate],
  template: `
    <fw-panel [heading]="say('heading')" [caption]="caption()" [state]="state()" (retry)="retry.emit()">
      <fw-data-table [caption]="say('heading')" [columns]="columns()" [rows]="rows()" [rowKey]="keyOf">
        <ng-template fwCell="difference" [fwCellOf]="rows()" let-zone>
          <span [class.clear]="isClear(zone)">{{ formats.points(zone.difference, { signed: true }) }}</span>
          @if (zone.low !== null && zone.high !== null) {
            <span class="fw-caption">{{ intervalOf(zone) }}</span>
          }
        </ng-template>
        <ng-template fwCell="choose" [fwCellOf]="rows()" let-zone>
          @if (zone.dies; as dies) {
            <button
              fwButton
              variant="link"
              type="button"
              [attr.aria-label]="say('chooseZone', { zone: nameOf(zone) })"
              [title]="say('chooseHint')"
              (click)="choose(dies, $event)"
            >
              {{ say('choose') }}
            </button>
          }
        </ng-template>
      </fw-data-table>
      @if (note(); as text) {
        <p class="fw-caption">{{ text }}</p>
      }
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .clear {
      font-weight: 600;
    }
  `,
})
export class ZonesPanel {
  readonly comparison = input.required<Comparison | null>();
  /** Of the stacks that the zones are of: why there is no comparison. */
  readonly stackState = input.required<PanelState>();
  readonly zones = input.required<Zones>();
  /** What the rates do and don't count. */
  readonly counted = input<readonly string[]>([]);
  readonly retry = output<void>();
  /** All dies of a zone. */
  readonly chosen = output<{ readonly dies: string; readonly mode: ChoiceMode }>();

  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('stacks.zones');

  protected readonly rows = computed(() => [...(this.comparison()?.zones ?? [])]);
  protected readonly columns = computed<TableColumn<Zone>[]>(() => {
    const column = (key: string, text: (zone: Zone) => string): TableColumn<Zone> => ({
      key,
      label: this.say(`column.${key}`),
      text,
      align: key === 'zone' ? 'start' : 'end',
    });
    const single = [
      column('zone', (zone) => this.nameOf(zone)),
      column('rate', ({ rate }) => this.formats.yield(rate)),
    ];
    const choose: TableColumn<Zone> = { key: 'choose', label: '', align: 'end' };
    if (!this.comparison()?.other) return [...single, choose];
    return [
      ...single,
      column('other', ({ otherRate }) => this.formats.yield(otherRate)),
      column('difference', ({ difference }) => this.formats.points(difference, { signed: true })),
      column('p', ({ adjustedP }) => this.pOf(adjustedP)),
      choose,
    ];
  });
  protected readonly caption = computed(() => {
    const found = this.comparison();
    return found ? [this.lotsText(found), ...this.counted()].join(' · ') : '';
  });
  protected readonly state = computed<PanelState>(() => {
    const found = this.comparison();
    if (!found) return this.stackState();
    const needsReticle = this.zones() === 'reticle' || this.zones() === 'shots';
    if (needsReticle && !found.reticleKnown) return { kind: 'empty', heading: this.say('noReticle') };
    return found.zones.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('empty') };
  });
  protected readonly note = computed(() => {
    const found = this.comparison();
    if (found?.untested) return this.whyUntested(found);
    return found && found.lotsLeftOut > 0 ? this.say('leftOut', { count: found.lotsLeftOut }) : null;
  });
  private lotsText({ stack, other, design }: Comparison): string {
    const lots = this.formats.count(stack.lots, 'lots');
    if (!other) return this.say('caption', { lots });
    return this.say(`caption2.${design ?? 'none'}`, { lots, others: this.formats.count(other.lots, 'lots') });
  }

  protected choose(dies: string, { shiftKey, altKey }: MouseEvent): void {
    this.chosen.emit({ dies, mode: choiceMode({ shiftKey, altKey }) });
  }

  /** Groups that share lots are not small: they overlap. */
  private whyUntested({ overlap }: Comparison): string {
    if (!overlap || overlap.sharedLots === 0) return this.say('tooFew');
    const { sharedLots, ownLots, otherOwnLots } = overlap;
    return this.say('overlap', { count: sharedLots, own: ownLots, other: otherOwnLots });
  }

  protected readonly keyOf = (zone: Zone): string => String(zone.zone);

  protected nameOf({ zone }: Zone): string {
    if (this.zones() !== 'reticle')
      return this.say(`name.${this.zones()}`, { number: zone + 1, zone: this.sideOf(zone) });
    const columns = this.comparison()?.reticleColumns ?? 1;
    return this.say('name.reticle', { column: (zone % columns) + 1, row: Math.floor(zone / columns) + 1 });
  }

  protected isClear({ adjustedP }: Zone): boolean {
    return typeof adjustedP === 'number' && adjustedP < CLEAR_P;
  }

  protected intervalOf({ low, high }: Zone): string {
    const end = (value: number | null | undefined): string => this.formats.number((value ?? 0) * 100, 2);
    return `[${end(low)}, ${end(high)}]`;
  }

  private pOf(p: number | null | undefined): string {
    return typeof p === 'number' ? formatProbability(p, this.formats.locale()) : '–';
  }

  private sideOf(zone: number): string {
    const name = { quadrants: `quadrant.${zone}`, edge: `edge.${zone}` }[this.zones() as string];
    return name ? this.say(name) : '';
  }
}
