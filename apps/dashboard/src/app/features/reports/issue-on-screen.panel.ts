import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { queryResource, type ReportScheduleFragment } from '@fabwright/data-access';
import { OverviewNarrativeDocument } from '@fabwright/data-access/documents/overview';
import { FactText, Panel, type PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';
import { weekFilter } from './week-filter.ts';

/** What a report says, as the data stand now: each number opens its evidence. */
@Component({
  selector: 'fw-issue-on-screen',
  imports: [FactText, Panel, RouterLink],
  template: `
    <fw-panel
      [heading]="say('heading', { period: formats.period(period()) })"
      [caption]="say('caption')"
      [state]="state()"
      (retry)="query.reload()"
    >
      @if (narrative(); as text) {
        <div class="read">
          <p class="headline"><fw-fact-text [spans]="text.headline" [facts]="text.facts" /></p>
          @for (paragraph of text.paragraphs; track $index) {
            <p><fw-fact-text [spans]="paragraph" [facts]="text.facts" /></p>
          }
        </div>
      }
      <a fwPanelFoot routerLink="/overview" [queryParams]="{ p: schedule().productId, ins: schedule().insertion }">{{
        say('overview')
      }}</a>
    </fw-panel>
  `,
  styles: `
    .read {
      display: grid;
      gap: 8px;
      max-width: 68ch;
      color: var(--ink-2);
      font: var(--t-read);
    }
    :host-context([lang='zh-CN']) .read {
      line-height: 24px;
    }
    .headline {
      color: var(--ink);
      font-weight: 600;
    }
  `,
})
export class IssueOnScreenPanel {
  readonly schedule = input.required<Pick<ReportScheduleFragment, 'productId' | 'insertion'>>();
  /** Such as `2026-W47`. */
  readonly period = input.required<string>();

  private readonly calendar = injectFabCalendar();
  private readonly settings = inject(PersonalSettings);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('reports.onScreen');
  protected readonly query = queryResource(OverviewNarrativeDocument, () => {
    const filter = weekFilter(this.schedule(), this.period(), this.calendar());
    return filter === null ? undefined : { filter, language: this.settings.language() };
  });
  protected readonly narrative = computed(() => (this.query.hasValue() ? this.query.value().overview.narrative : null));
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
}
