import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import type { ReportOrderInput } from '@fabwright/data-access';
import { Button, FactText, Icon, Progress } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { ReportScreens, type ShownReport } from './report-screens.ts';
import { SheetBlockView } from './sheet-block.ts';
import { comparedFigures, type SheetBlock, type SheetContent } from './sheet-content.ts';

/** What is typed in between is not worth a report. */
const REST_MS = 400;

/** A period that can be compared with. */
export interface PeriodBefore {
  /** Such as `2026-09`. */
  readonly key: string;
  /** As it is read. */
  readonly name: string;
}

/** A report on the screen: each number opens its evidence. While another one is made, the last one stays. */
@Component({
  selector: 'fw-report-sheet',
  imports: [Button, FactText, Icon, Progress, SheetBlockView, TranslocoDirective],
  templateUrl: './report-sheet.html',
  styleUrl: './report-sheet.css',
})
export class ReportSheet {
  /** Null = not known yet. */
  readonly order = input.required<ReportOrderInput | null>();
  /** The period before, where it can be compared with. */
  readonly before = input<PeriodBefore | null>(null);

  private readonly screens = inject(ReportScreens);
  private readonly say = injectSay('reports.sheet');
  protected readonly comparing = signal(false);
  // the same order again is the same report
  private readonly wanted = computed(() => JSON.stringify(this.order()));
  private readonly shown = resource({
    params: () => (this.order() ? this.wanted() : undefined),
    loader: ({ params, abortSignal }) => this.load(params, abortSignal),
  });
  private readonly earlier = resource({
    params: () => {
      const [order, before] = [this.order(), this.before()];
      return order && before && this.comparing() ? JSON.stringify({ ...order, period: before.key }) : undefined;
    },
    loader: ({ params, abortSignal }) => this.load(params, abortSignal),
  });
  protected readonly loading = computed(() => this.shown.isLoading() || this.earlier.isLoading());
  protected readonly failed = computed(() => this.shown.error() !== undefined);
  private readonly answer = computed(() => (this.shown.hasValue() ? this.shown.value() : null));
  protected readonly content = linkedSignal<ShownReport | null, SheetContent | null>({
    source: this.answer,
    computation: (answer, last) => (answer === null ? (last?.value ?? null) : sheetOf(answer)),
  });
  protected readonly why = computed(() => {
    const answer = this.answer();
    return answer?.kind === 'none' ? answer.why || this.say('failed') : null;
  });
  private readonly contentBefore = computed(() => (this.earlier.hasValue() ? sheetOf(this.earlier.value()) : null));
  protected readonly whyNotBefore = computed(() => {
    const answer = this.earlier.hasValue() ? this.earlier.value() : null;
    if (this.earlier.error()) return this.say('failed');
    return answer?.kind === 'none' ? answer.why || this.say('failed') : null;
  });
  protected readonly headlineBefore = computed(() =>
    (this.contentBefore()?.headline ?? []).map(({ text }) => text).join(''),
  );
  protected readonly comparison = computed<SheetBlock | null>(() => {
    const [now, before] = [this.content(), this.contentBefore()];
    if (!this.comparing() || !now || !before) return null;
    const columns = [
      { label: this.say('figure'), align: 'left' },
      { label: now.subject, align: 'right' },
      { label: before.subject, align: 'right' },
    ] as const;
    const rows = comparedFigures(now, before).map((row) => [row.label, row.now, row.before]);
    return { kind: 'table', table: { title: '', caption: '', columns, rows, empty: '' } };
  });

  protected again(): void {
    this.shown.reload();
  }

  private async load(order: string, signal: AbortSignal): Promise<ShownReport> {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    signal.throwIfAborted();
    return this.screens.show(JSON.parse(order) as ReportOrderInput, signal);
  }
}

function sheetOf(shown: ShownReport): SheetContent | null {
  return shown.kind === 'sheet' ? shown.content : null;
}
