import { Component, computed, inject, input, output } from '@angular/core';
import { MIN_WAFERS_FOR_STACK } from '@fabwright/analytics';
import type { WaferGeometry } from '@fabwright/charts';
import { formatNumber, formatShare, toPercent } from '@fabwright/facts';
import { MapLegend, Panel, Segmented, WaferMap, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { shownStack, stackYield, STACK_MODES, type StackMode, type Stacks } from '../../core/maps/wafer-stacks.ts';

/** Fail rate at each die over several wafers, on one scale for all groups. */
@Component({
  selector: 'fw-stack-panel',
  imports: [MapLegend, Panel, Segmented, WaferMap],
  template: `
    <fw-panel [heading]="say('heading')" [caption]="caption()" [state]="state()">
      @if (choices().length > 1) {
        <fw-segmented [label]="say('heading')" [choices]="choices()" [value]="mode()" (valueChange)="choose($event)" />
      }
      @if (shown(); as drawn) {
        <div class="stack">
          <fw-wafer-map [view]="drawn.view" [size]="212" [label]="label()" [interactive]="true" [dieText]="dieText" />
          <div class="beside">
            <dl class="fw-pairs">
              <dt>{{ say('wafers') }}</dt>
              <dd>{{ formats.number(drawn.stack.wafers) }}</dd>
              @if (drawn.other; as other) {
                <dt>{{ say('minus') }}</dt>
                <dd>{{ formats.number(other.wafers) }}</dd>
              }
              <dt>{{ say('yield') }}</dt>
              <dd>{{ formats.yield(yieldOf(drawn.stack)) }}</dd>
            </dl>
            <fw-map-legend [ramp]="ramp()" />
          </div>
        </div>
        @if (leftOut(); as count) {
          <p class="fw-caption">{{ say('leftOut', { count: formats.number(count) }) }}</p>
        }
      }
    </fw-panel>
  `,
  styles: `
    :host,
    .beside {
      display: grid;
      align-content: start;
      gap: 12px;
    }
    fw-panel {
      height: 100%;
    }
    fw-segmented {
      align-self: start;
      margin-bottom: 8px;
    }
    .stack {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
  `,
})
export class StackPanel {
  readonly stacks = input.required<Stacks | null>();
  readonly geometry = input.required<WaferGeometry>();
  readonly mode = input.required<StackMode>();
  /** Excluded wafers of the lot: they lie on no stack. */
  readonly leftOut = input(0);
  readonly modeChange = output<StackMode>();

  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('lot.stack');

  /** Without a selection there is only one group. */
  private readonly effective = computed<StackMode>(() => {
    const [stacks, mode] = [this.stacks(), this.mode()];
    return stacks && shownStack(stacks, mode, this.geometry()) ? mode : 'all';
  });
  protected readonly shown = computed(() => {
    const stacks = this.stacks();
    return stacks && shownStack(stacks, this.effective(), this.geometry());
  });
  protected readonly choices = computed(() => {
    const stacks = this.stacks();
    return STACK_MODES.filter((mode) => stacks && shownStack(stacks, mode, this.geometry())).map((value) => ({
      value,
      label: this.say(`mode.${value}`),
    }));
  });
  protected readonly state = computed<PanelState>(() => {
    const drawn = this.shown();
    if (!drawn) return { kind: 'loading' };
    if (drawn.stack.wafers === 0) return { kind: 'empty', heading: this.say('empty') };
    const fewest = Math.min(drawn.stack.wafers, drawn.other?.wafers ?? drawn.stack.wafers);
    if (fewest >= MIN_WAFERS_FOR_STACK) return { kind: 'ready' };
    return { kind: 'too-little', text: this.say('few', { count: fewest, needed: MIN_WAFERS_FOR_STACK }) };
  });
  protected readonly caption = computed(() => this.say(this.effective() === 'diff' ? 'captionDiff' : 'caption'));
  protected readonly ramp = computed(() => {
    const full = this.stacks()?.full ?? 1;
    if (this.effective() === 'diff') {
      // the unit stands in the caption
      const end = (sign: 1 | -1): string =>
        formatNumber(toPercent(sign * full), 0, this.formats.locale(), { signed: true });
      return { name: 'diff' as const, low: end(-1), high: end(1) };
    }
    return { name: 'heat' as const, low: this.formats.yield(0, 0), high: this.formats.yield(full, 0) };
  });
  protected readonly label = computed(() => {
    const drawn = this.shown();
    if (!drawn) return this.say('heading');
    const wafers = this.formats.count(drawn.stack.wafers, 'wafers');
    return this.say('label', { wafers, yield: this.formats.yield(stackYield(drawn.stack)) });
  });
  protected readonly yieldOf = stackYield;

  protected readonly dieText = (die: number): string => {
    const drawn = this.shown();
    if (!drawn) return '';
    const { x, y, failed, tested } = drawn.stack;
    const share = formatShare(failed[die] ?? 0, tested[die] ?? 0, 'wafers', this.formats.locale());
    return `x ${x[die] ?? 0}, y ${y[die] ?? 0}\n${this.say('failed', { share })}`;
  };

  protected choose(value: string): void {
    const mode = STACK_MODES.find((known) => known === value);
    if (mode) this.modeChange.emit(mode);
  }
}
