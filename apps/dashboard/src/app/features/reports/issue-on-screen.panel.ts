import { Component, computed, inject, input } from '@angular/core';
import type { ReportKindFragment, ReportOrderInput, ReportScheduleFragment } from '@fabwright/data-access';
import { Panel, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';
import { periodBefore } from './period-before.ts';
import { ReportSheet } from './sheet/report-sheet.ts';

/** What a report says, as the data stand now: each number opens its evidence. */
@Component({
  selector: 'fw-issue-on-screen',
  imports: [Panel, ReportSheet],
  template: `
    <fw-panel
      [heading]="say('heading', { period: formats.period(period()) })"
      [caption]="say('caption')"
      [state]="ready"
    >
      <fw-report-sheet [order]="order()" [before]="before()" />
    </fw-panel>
  `,
})
export class IssueOnScreenPanel {
  readonly schedule =
    input.required<
      Pick<ReportScheduleFragment, 'kind' | 'productId' | 'insertion' | 'lotTypes' | 'sections' | 'paper'>
    >();
  /** Such as `2026-W47`. */
  readonly period = input.required<string>();
  readonly kinds = input.required<readonly ReportKindFragment[]>();

  private readonly settings = inject(PersonalSettings);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('reports.onScreen');
  protected readonly ready: PanelState = { kind: 'ready' };
  protected readonly order = computed<ReportOrderInput>(() => {
    const { kind, productId, insertion, lotTypes, sections, paper } = this.schedule();
    const language = this.settings.language() === 'zh-CN' ? 'zh-CN' : 'en';
    return { kind, productId, insertion, lotTypes, sections, paper, language, period: this.period() };
  });
  protected readonly before = computed(() => {
    const key = periodBefore(this.kinds(), this.schedule().kind, this.period());
    return key === null ? null : { key, name: this.formats.period(key) };
  });
}
