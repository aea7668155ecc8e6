import { Component, computed, inject, input } from '@angular/core';
import {
  radiusProfileTable,
  toRadiusProfileOption,
  type RadiusProfileView,
  type WaferGeometry,
} from '@fabwright/charts';
import { ChartPanel, type ChartBuilder, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { ringGroup, RINGS, type Stacks } from '../../core/maps/wafer-stacks.ts';

/** Yield from the centre to the edge; a selection is compared with the rest. */
@Component({
  selector: 'fw-radius-panel',
  imports: [ChartPanel],
  template: `
    <fw-chart-panel
      [heading]="say('heading')"
      [caption]="say('caption', { rings: rings })"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [fileName]="'yield-by-radius-' + lotId()"
      [height]="180"
    />
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export class RadiusPanel {
  readonly lotId = input.required<string>();
  readonly stacks = input.required<Stacks | null>();
  readonly geometry = input.required<WaferGeometry>();
  /** From the product's definition; otherwise the dies' extent is the wafer. */
  readonly dieSizeKnown = input.required<boolean>();
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('lot.radius');
  protected readonly rings = RINGS;

  private readonly view = computed<RadiusProfileView>(() => {
    const [stacks, geometry, known] = [this.stacks(), this.geometry(), this.dieSizeKnown()];
    const groups = [];
    if (stacks?.selected && stacks.rest) {
      groups.push(ringGroup(this.say('selected'), stacks.selected, geometry, known));
      groups.push(ringGroup(this.say('rest'), stacks.rest, geometry, known));
    } else if (stacks && stacks.all.x.length > 0) {
      groups.push(ringGroup(this.say('all'), stacks.all, geometry, known));
    }
    return { waferRadiusMm: geometry.diameterMm / 2, groups };
  });
  protected readonly state = computed<PanelState>(() => {
    if (!this.stacks()) return { kind: 'loading' };
    return this.view().groups.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('empty') };
  });
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toRadiusProfileOption(view, theme, locale);
  });
  protected readonly table = computed(() => {
    const words = { radius: this.say('radius'), tested: this.say('tested') };
    return radiusProfileTable(this.view(), this.say('heading'), words, this.formats.locale());
  });
  protected readonly label = computed(() => {
    const parts = this.view().groups.map(({ name, rings }) =>
      this.say('label', {
        name,
        centre: this.formats.yield(rings[0]?.yield),
        edge: this.formats.yield(rings.at(-1)?.yield),
      }),
    );
    return [this.say('heading'), ...parts].join(' ');
  });
}
