import { Component, computed, inject, input } from '@angular/core';
import { MIN_WAFERS_FOR_STACK } from '@fabwright/analytics';
import type { DieColouring, WaferMapView } from '@fabwright/charts';
import type { StackedDies } from '@fabwright/contracts';
import { queryResource } from '@fabwright/data-access';
import { ExcursionStacksDocument, ProductShapesDocument } from '@fabwright/data-access/documents/excursions';
import { formatNumber, toPercent } from '@fabwright/facts';
import { MapLegend, Panel, WaferMap, type PanelState } from '@fabwright/ui';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { drawnGeometry } from '../../../core/maps/map-view.ts';
import { stackedDiesResource } from '../../../core/maps/wafer-maps.ts';
import { stackDifference, stackFull, stackRates, stackYield } from '../stack-rates.ts';
import { injectEvidence } from './evidence.ts';

interface Drawn {
  readonly which: 'affected' | 'baseline' | 'difference';
  readonly view: WaferMapView;
  readonly under: string;
  readonly label: string;
  readonly ramp: { readonly name: 'heat' | 'diff'; readonly low: string; readonly high: string };
  readonly dieText: (die: number) => string;
}

/** Affected wafers, the others of the same lots and time, and their difference, on one scale. */
@Component({
  selector: 'fw-excursion-stacks',
  imports: [MapLegend, Panel, WaferMap],
  template: `
    <fw-panel [heading]="say('heading')" [caption]="say('caption')" [state]="state()" (retry)="retry()">
      <div class="maps">
        @for (map of maps(); track map.which) {
          <figure>
            <figcaption>
              <strong>{{ say(map.which) }}</strong>
              <span class="fw-caption">{{ map.under }}</span>
            </figcaption>
            <fw-wafer-map
              [view]="map.view"
              [size]="120"
              [label]="map.label"
              [interactive]="true"
              [dieText]="map.dieText"
            />
            <fw-map-legend [ramp]="map.ramp" />
          </figure>
        }
      </div>
    </fw-panel>
  `,
  styles: `
    :host,
    figure {
      display: grid;
    }
    .maps {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
      gap: 12px;
    }
    figure {
      gap: 6px;
      justify-items: center;
      align-content: start;
    }
    figcaption {
      display: grid;
      justify-items: center;
    }
    fw-map-legend {
      flex-wrap: nowrap;
      gap: 5px;
      max-width: 130px;
      white-space: nowrap;
    }
  `,
})
export class ExcursionStacksPanel {
  readonly excursionId = input.required<string>();
  readonly productId = input.required<string>();
  readonly round = input.required<number>();

  private readonly formats = inject(Formats);
  protected readonly say = injectSay('excursions.stack');
  private readonly evidence = injectEvidence(ExcursionStacksDocument, this.excursionId, this.round);
  private readonly stacks = computed(() => this.evidence.found()?.stacks ?? null);
  private readonly affected = stackedDiesResource(() => this.stacks()?.affectedUrl);
  private readonly baseline = stackedDiesResource(() => this.stacks()?.baselineUrl);
  private readonly products = queryResource(ProductShapesDocument, () => ({}));

  private readonly geometry = computed(() => {
    const products = this.products.hasValue() ? this.products.value().products : [];
    const found = products.find(({ productId }) => productId === this.productId());
    return found ? drawnGeometry(found.geometry) : null;
  });
  private readonly pair = computed(() =>
    this.affected.hasValue() && this.baseline.hasValue()
      ? { affected: this.affected.value(), baseline: this.baseline.value() }
      : null,
  );

  protected readonly maps = computed<Drawn[]>(() => {
    const [pair, geometry] = [this.pair(), this.geometry()];
    if (!pair || !geometry) return [];
    const full = stackFull([pair.affected, pair.baseline]);
    const map = (which: Drawn['which'], dies: StackedDies, colouring: DieColouring): Drawn => ({
      which,
      view: { dies, geometry, colouring },
      ...this.wordsOf(which, dies),
      ramp: which === 'difference' ? this.signedRamp(full) : this.ramp(full),
      dieText: (die) => this.dieText(which, pair, die),
    });
    const differences = stackDifference(pair.affected, pair.baseline);
    return [
      map('affected', pair.affected, { kind: 'fail-rate', rates: stackRates(pair.affected), full }),
      map('baseline', pair.baseline, { kind: 'fail-rate', rates: stackRates(pair.baseline), full }),
      map('difference', pair.affected, { kind: 'difference', differences, full }),
    ];
  });
  protected readonly state = computed<PanelState>(() => {
    const waiting = this.evidence.waiting(this.say('failed'));
    if (waiting) return waiting;
    const stacks = this.stacks();
    if (!stacks || stacks.affectedWafers === 0) return { kind: 'empty', heading: this.say('none') };
    const error = this.affected.error() ?? this.baseline.error() ?? this.products.error();
    if (error) return failedState(this.say('failed'), error);
    if (this.maps().length === 0) return { kind: 'loading' };
    const enough = Math.min(stacks.affectedWafers, stacks.baselineWafers) >= MIN_WAFERS_FOR_STACK;
    return enough ? { kind: 'ready' } : { kind: 'too-little', text: this.say('few', { count: MIN_WAFERS_FOR_STACK }) };
  });

  protected retry(): void {
    this.evidence.reload();
    [this.affected, this.baseline, this.products].forEach((resource) => resource.reload());
  }

  private wordsOf(which: Drawn['which'], dies: StackedDies): { under: string; label: string } {
    const wafers = this.formats.count(dies.wafers, 'wafers');
    const good = this.formats.yield(stackYield(dies));
    return {
      under: which === 'difference' ? this.say('same') : `${wafers}, ${good}`,
      label: this.say('label', { which: this.say(which), wafers, yield: good }),
    };
  }

  private ramp(full: number): Drawn['ramp'] {
    return { name: 'heat', low: this.formats.yield(0, 0), high: this.formats.yield(full, 0) };
  }

  private signedRamp(full: number): Drawn['ramp'] {
    const end = (sign: 1 | -1): string =>
      formatNumber(toPercent(sign * full), 0, this.formats.locale(), { signed: true });
    return { name: 'diff', low: end(-1), high: end(1) };
  }

  private dieText(which: Drawn['which'], pair: { affected: StackedDies; baseline: StackedDies }, die: number): string {
    const own = which === 'baseline' ? pair.baseline : pair.affected;
    const [x, y] = [own.x[die] ?? 0, own.y[die] ?? 0];
    const text = this.say('die', { failed: this.shareAt(own, die) });
    if (which !== 'difference') return `x ${x}, y ${y}\n${text}`;
    const other = pair.baseline.x.findIndex((at, index) => at === x && pair.baseline.y[index] === y);
    return `x ${x}, y ${y}\n${text}\n${this.say('ofOthers', { failed: this.shareAt(pair.baseline, other) })}`;
  }

  private shareAt({ failed, tested }: StackedDies, die: number): string {
    return this.formats.share(failed[die] ?? 0, tested[die] ?? 0, 'wafers');
  }
}
