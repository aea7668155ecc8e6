import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { WaferMapView } from '@fabwright/charts';
import { queryResource } from '@fabwright/data-access';
import { WaferInspectionsDocument } from '@fabwright/data-access/documents/defects';
import { Panel, Segmented, type PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { DefectClasses } from './defect-classes.ts';
import { DefectMap } from './defect-map.ts';
import {
  bareWafer,
  classTokens,
  columnsOf,
  defectMarks,
  diameterAround,
  type WaferInspection,
} from './defect-map.view.ts';

const MAP_PX = 420;

/** The defects of a wafer over its bin map, inspection by inspection. */
@Component({
  selector: 'fw-wafer-defects',
  imports: [DefectClasses, DefectMap, Panel, Segmented],
  template: `
    @if (always() || inspections().length > 0 || resource.error()) {
      <fw-panel [heading]="heading()" [caption]="caption()" [state]="state()" (retry)="resource.reload()">
        <ng-container ngProjectAs="[fwPanelTools]">
          @if (inspections().length > 1) {
            <fw-segmented
              [label]="say('show')"
              [choices]="showChoices()"
              [value]="addersOnly() ? 'adders' : 'all'"
              (valueChange)="addersOnly.set($event === 'adders')"
            />
          }
        </ng-container>
        @if (shown(); as inspection) {
          <div class="body">
            <fw-defect-map [view]="view()" [marks]="marks()" [label]="label()" [size]="mapPx" />
            <div class="beside">
              @if (inspections().length > 1) {
                <fw-segmented
                  [label]="say('inspection')"
                  [choices]="inspectionChoices()"
                  [value]="inspection.inspectionId"
                  (valueChange)="chosen.set($event)"
                />
              }
              <dl class="fw-pairs">
                <dt>{{ say('column.step') }}</dt>
                <dd>{{ inspection.stepName }}</dd>
                <dt>{{ say('column.tool') }}</dt>
                <dd class="fw-id">{{ inspection.toolId }}</dd>
                <dt>{{ say('column.at') }}</dt>
                <dd>{{ formats.time(inspection.inspectedAt) }}</dd>
                <dt>{{ say('column.density') }}</dt>
                <dd>{{ formats.number(inspection.density, 3) }} 1/cm²</dd>
                <dt>{{ say('adders') }}</dt>
                <dd>{{ inspection.adders === null ? say('firstInspection') : formats.number(inspection.adders) }}</dd>
              </dl>
              <fw-defect-classes
                [classes]="inspection.classes"
                [only]="classes()"
                [tokens]="tokens()"
                (onlyChange)="classesChange.emit($event)"
              />
              @if (!map()) {
                <p class="fw-caption">{{ say('noBinMap') }}</p>
              }
            </div>
          </div>
        }
      </fw-panel>
    }
  `,
  styles: `
    :host {
      display: grid;
    }
    /* without inspections it leaves no gap between its neighbours */
    :host(:empty) {
      display: none;
    }
    .body {
      display: flex;
      flex-wrap: wrap;
      gap: 16px;
    }
    .beside {
      display: grid;
      flex: 1;
      gap: 10px;
      align-content: start;
      min-width: 300px;
    }
    fw-segmented {
      justify-self: start;
      max-width: 100%;
      overflow-x: auto;
    }
  `,
})
export class WaferDefectsPanel {
  readonly lotId = input.required<string>();
  readonly waferId = input.required<string>();
  /** The bin map of the wafer; null: it has none. */
  readonly map = input<WaferMapView | null>(null);
  readonly classes = input<readonly number[]>([]);
  readonly toleranceMm = input<number>();
  /** Shown without inspections too, with a word that says so. */
  readonly always = input(false);
  readonly classesChange = output<readonly number[]>();

  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('defects');
  protected readonly mapPx = MAP_PX;
  protected readonly addersOnly = signal(false);
  /** Null: the newest inspection. */
  protected readonly chosen = signal<string | null>(null);
  protected readonly resource = queryResource(WaferInspectionsDocument, () => ({
    lotId: this.lotId(),
    waferId: this.waferId(),
    toleranceMm: this.toleranceMm() ?? null,
  }));

  protected readonly inspections = computed<readonly WaferInspection[]>(() =>
    this.resource.hasValue() ? this.resource.value().waferInspections : [],
  );
  protected readonly shown = computed(
    () => this.inspections().find(({ inspectionId }) => inspectionId === this.chosen()) ?? this.inspections().at(-1),
  );
  private readonly columns = computed(() => {
    const shown = this.shown();
    return shown ? columnsOf(shown) : null;
  });
  protected readonly view = computed<WaferMapView>(() => {
    const columns = this.columns();
    return this.map() ?? bareWafer(columns ? diameterAround(columns) : 300);
  });
  protected readonly tokens = computed(() => classTokens(this.shown()?.classes ?? []));
  protected readonly marks = computed(() => {
    const columns = this.columns();
    const filter = { classes: this.classes(), addersOnly: this.addersOnly() };
    return columns ? defectMarks(columns, this.tokens(), filter) : [];
  });
  protected readonly heading = computed(() => this.say('onWafer', { wafer: `${this.lotId()} · ${this.waferId()}` }));
  protected readonly caption = computed(() => {
    const shown = this.marks().reduce((sum, { count }) => sum + count, 0);
    const of = this.formats.number(this.shown()?.defects ?? 0);
    return this.shown() ? this.say('shownOf', { shown: this.formats.number(shown), of }) : '';
  });
  protected readonly label = computed(() => `${this.heading()}: ${this.caption()}`);
  protected readonly showChoices = computed(() =>
    (['all', 'adders'] as const).map((value) => ({ value, label: this.say(`shows.${value}`) })),
  );
  protected readonly inspectionChoices = computed(() =>
    this.inspections().map(({ inspectionId, stepName }) => ({ value: inspectionId, label: stepName })),
  );
  protected readonly state = computed<PanelState>(() => {
    if (this.resource.error()) return failedState(this.say('waferFailed'), this.resource.error());
    if (!this.resource.hasValue()) return { kind: 'loading' };
    return this.inspections().length > 0
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say('waferEmpty', { wafer: this.waferId(), lot: this.lotId() }) };
  });
}
