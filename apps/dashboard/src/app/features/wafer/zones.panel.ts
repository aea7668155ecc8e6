import { Component, computed, inject, input, signal } from '@angular/core';
import { DataTable, Panel, Segmented, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import type { WaferData } from './wafer.source.ts';

type ZoneRow = WaferData['zones'][number];

/** The map in words: good dies by ring, and by sector where the server divides further. */
@Component({
  selector: 'fw-zones-panel',
  imports: [DataTable, Panel, Segmented],
  template: `
    <fw-panel
      [heading]="say('zonesHeading')"
      [caption]="say(hasSectors() ? 'zonesShort' : 'zonesCaption')"
      [state]="state()"
    >
      <ng-container ngProjectAs="[fwPanelTools]">
        @if (hasSectors()) {
          <fw-segmented [label]="say('zonesHeading')" [choices]="choices()" [(value)]="division" />
        }
      </ng-container>
      <fw-data-table [caption]="say('zonesHeading')" [columns]="columns()" [rows]="rows()" [rowKey]="key" />
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    fw-data-table {
      max-height: 320px;
    }
  `,
})
export class ZonesPanel {
  readonly zones = input.required<WaferData['zones']>();
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('wafer');
  protected readonly key = ({ ring, sector }: ZoneRow): string => `${ring}/${sector ?? ''}`;
  protected readonly state = computed<PanelState>(() =>
    this.zones().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noZones') },
  );

  protected readonly division = signal('rings');
  protected readonly choices = computed(() => [
    { value: 'rings', label: this.say('rings') },
    { value: 'sectors', label: this.say('sectors') },
  ]);
  protected readonly rows = computed(() => {
    const bySector = this.division() === 'sectors';
    return this.zones().filter(({ sector }) => (sector !== null) === bySector);
  });
  private readonly outermost = computed(() => Math.max(...this.zones().map(({ ring }) => ring)));
  protected readonly hasSectors = computed(() => this.zones().some(({ sector }) => sector !== null));
  protected readonly columns = computed<TableColumn<ZoneRow>[]>(() => {
    const columns: TableColumn<ZoneRow>[] = [
      {
        key: 'ring',
        label: this.say('column.ring'),
        text: ({ ring }) => this.ringName(ring),
        sortValue: (z) => z.ring,
      },
      { key: 'good', label: this.say('column.good'), align: 'end', text: ({ good }) => this.formats.number(good) },
      { key: 'gross', label: this.say('column.gross'), align: 'end', text: ({ gross }) => this.formats.number(gross) },
      {
        key: 'yield',
        label: this.say('column.yield'),
        align: 'end',
        text: (zone) => this.formats.yield(zone.yield),
        sortValue: (zone) => zone.yield,
      },
    ];
    if (this.division() === 'sectors') {
      const sector = (zone: ZoneRow): string => (zone.sector === null ? '–' : String(zone.sector + 1));
      columns.splice(1, 0, { key: 'sector', label: this.say('column.sector'), text: sector });
    }
    return columns;
  });

  private ringName(ring: number): string {
    if (ring === 0) return this.say('ringCentre', { ring: 1 });
    return ring === this.outermost() ? this.say('ringEdge', { ring: ring + 1 }) : String(ring + 1);
  }
}
