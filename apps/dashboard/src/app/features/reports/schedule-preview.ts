import { Component, computed, inject, input } from '@angular/core';
import { queryResource, type ReportScheduleInput } from '@fabwright/data-access';
import { ReportSchedulePreviewDocument } from '@fabwright/data-access/documents/reports';
import { formatDateTime } from '@fabwright/facts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { outcomeOf } from '../settings/form/outcome.ts';

/** The next five times of a schedule that is being written, and who would get it now. */
@Component({
  selector: 'fw-schedule-preview',
  template: `
    <h3>{{ say('form.preview') }}</h3>
    @if (preview(); as shown) {
      <ol>
        @for (fire of fires(); track fire.at) {
          <li>
            {{ fire.time }} <span class="fw-caption">{{ fire.note }}</span>
          </li>
        } @empty {
          <li class="fw-caption">{{ say('form.noRuns') }}</li>
        }
      </ol>
      <h3>{{ say('form.gets') }}</h3>
      <ul>
        @for (person of shown.recipients; track $index) {
          <li>
            {{ person.name === 'folder' ? say('folder') : person.name }}
            @if (person.problem; as problem) {
              <span class="fw-caption">{{ say('problems.' + problem) }}</span>
            }
          </li>
        }
      </ul>
    } @else if (refusal(); as text) {
      <p class="fw-caption">{{ text }}</p>
    } @else if (query.error()) {
      <p class="fw-caption">{{ say('form.previewFailed') }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
      align-content: start;
      min-height: 200px;
    }
    h3 {
      color: var(--ink);
      font: 600 13px/20px var(--font);
    }
    ol,
    ul {
      display: grid;
      gap: 2px;
      margin: 0 0 8px;
      padding: 0;
      color: var(--ink);
      list-style: none;
    }
    li {
      overflow-wrap: anywhere;
    }
  `,
})
export class SchedulePreview {
  readonly schedule = input.required<ReportScheduleInput>();

  private readonly formats = inject(Formats);
  protected readonly say = injectSay('reports');
  private readonly saySettings = injectSay('settings');
  protected readonly query = queryResource(ReportSchedulePreviewDocument, () => ({ schedule: this.schedule() }));
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().reportSchedulePreview : null));
  protected readonly preview = computed(() => {
    const answer = this.answer();
    return answer?.__typename === 'ReportSchedulePreview' ? answer : null;
  });
  /** Why there is none. */
  protected readonly refusal = computed(() => {
    const answer = this.answer();
    if (!answer) return null;
    const outcome = outcomeOf(answer, [], this.saySettings);
    return outcome.ok ? null : outcome.problem.message || this.say('form.previewFailed');
  });
  protected readonly fires = computed(() =>
    (this.preview()?.fires ?? []).map(({ at, period, shifted }) => ({
      at,
      time: formatDateTime(new Date(at), this.schedule().timeZone, this.formats.locale()),
      note: [
        this.say('form.covered', { period: this.formats.period(period) }),
        ...(shifted ? [this.say('form.shifted')] : []),
      ].join(' · '),
    })),
  );
}
