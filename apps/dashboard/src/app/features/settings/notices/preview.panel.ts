import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { queryResource, type NoticePreviewQuery, type NoticeRuleInput } from '@fabwright/data-access';
import { NoticePreviewDocument } from '@fabwright/data-access/documents/notices';
import { DataTable, TableCellTemplate, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';

type Trial = Extract<NoticePreviewQuery['noticePreview'], { __typename: 'NoticeTrials' }>['trials'][number];

/** Who would have been called for the last excursions. Nobody is called. */
@Component({
  selector: 'fw-preview-panel',
  imports: [DataTable, RouterLink, TableCellTemplate, TranslocoDirective],
  template: `
    <section *transloco="let t; prefix: 'settings.notices'" [attr.aria-busy]="query.isLoading()">
      <h3>{{ t('previewHeading') }}</h3>
      @if (query.error()) {
        <p role="alert">{{ t('previewFailed') }}</p>
      } @else if (refused(); as message) {
        <p role="alert">{{ message }}</p>
      } @else if (trials().length > 0) {
        <fw-data-table [caption]="t('previewHeading')" [columns]="columns()" [rows]="trials()" [rowKey]="rowKey">
          <ng-template fwCell="excursion" [fwCellOf]="trials()" let-trial>
            <a class="fw-id" [routerLink]="['/excursions', trial.excursion.excursionId]">{{
              trial.excursion.excursionId
            }}</a>
          </ng-template>
        </fw-data-table>
      } @else if (!query.isLoading()) {
        <p class="fw-muted">{{ t('previewEmpty') }}</p>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 6px;
    }
    h3 {
      color: var(--ink);
      font: 600 13px/20px var(--font);
    }
  `,
})
export class PreviewPanel {
  readonly rule = input.required<NoticeRuleInput>();

  private readonly formats = inject(Formats);
  private readonly say = injectSay('settings.notices');
  protected readonly query = queryResource(NoticePreviewDocument, () => ({ rule: this.rule() }));
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().noticePreview : null));
  protected readonly refused = computed(() => {
    const answer = this.answer();
    return answer?.__typename === 'InvalidInput' ? answer.message : null;
  });
  protected readonly trials = computed<readonly Trial[]>(() => {
    const answer = this.answer();
    return answer?.__typename === 'NoticeTrials' ? answer.trials : [];
  });
  protected readonly columns = computed<TableColumn<Trial>[]>(() => [
    { key: 'excursion', label: this.say('excursion') },
    { key: 'at', label: this.say('at'), text: ({ excursion }) => this.formats.time(excursion.recordedAt) },
    { key: 'product', label: this.say('product'), text: ({ excursion }) => excursion.productName },
    {
      key: 'severity',
      label: this.say('severity'),
      text: ({ excursion }) => this.say(`severitiesNames.${excursion.severity.toLowerCase()}`),
    },
    { key: 'called', label: this.say('called'), text: (trial) => this.called(trial) },
    {
      key: 'escalations',
      label: this.say('escalations'),
      align: 'end',
      text: ({ escalations }) => String(escalations),
    },
  ]);
  protected readonly rowKey = ({ excursion }: Trial): string => excursion.excursionId;

  private called({ mismatches, called }: Trial): string {
    if (mismatches.length > 0) return mismatches.map((one) => this.say(`mismatch.${one}`)).join(' · ');
    if (called.length === 0) return this.say('nobody');
    return called
      .map(({ name, problem }) => (problem === null ? name : `${name} (${this.say(`recipientProblem.${problem}`)})`))
      .join(', ');
  }
}
