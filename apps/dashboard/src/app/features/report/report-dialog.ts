import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, type Signal } from '@angular/core';
import { Button, DialogFrame, Icon, Progress, Segmented } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';
import { SubscribeButton, type SubscriptionTarget } from '../reports/subscribe-button.ts';
import { injectProductNames } from '../../core/products/product-names.ts';
import { ReportJobs } from './report-jobs.ts';
import { PAPERS, REPORT_LANGUAGES, type ReportRun, type ReportTarget } from './report-request.ts';

/** Language and paper, then the way to the file. */
@Component({
  selector: 'fw-report-dialog',
  imports: [Button, DialogFrame, Icon, Progress, Segmented, SubscribeButton],
  template: `
    <fw-dialog-frame [heading]="heading()">
      <p>{{ say('explain') }}</p>
      <div class="choices">
        <span>{{ say('language') }}</span>
        <fw-segmented [label]="say('language')" [choices]="languages" [(value)]="language" />
        <span>{{ say('paper') }}</span>
        <fw-segmented [label]="say('paper')" [choices]="papers()" [(value)]="paper" />
      </div>
      <div role="status" class="run">
        @switch (run()?.kind) {
          @case ('running') {
            <p>{{ doing() }}</p>
            <fw-progress [label]="say('running')" [value]="progress()" />
          }
          @case ('done') {
            <p><fw-icon name="check" /> {{ say('done') }}</p>
          }
          @case ('failed') {
            <p class="failed"><fw-icon name="triangle" /> {{ failure() }}</p>
          }
          @case ('cancelled') {
            <p>{{ say('cancelled') }}</p>
          }
        }
      </div>
      <ng-container ngProjectAs="[fwDialogActions]">
        @switch (run()?.kind) {
          @case ('running') {
            <button fwButton type="button" [disabled]="!jobId()" (click)="cancel()">{{ say('cancel') }}</button>
            <button fwButton variant="primary" type="button" (click)="dialog.close()">{{ say('goOn') }}</button>
          }
          @case ('done') {
            <button fwButton type="button" (click)="again()">{{ say('another') }}</button>
            <a fwButton variant="primary" [href]="resultUrl()" download>{{ say('download') }}</a>
          }
          @default {
            @if (weekly(); as product) {
              <fw-subscribe-button [target]="product" (subscribed)="dialog.close()" />
            }
            <button fwButton variant="primary" type="button" (click)="start()">{{ say('start') }}</button>
          }
        }
      </ng-container>
    </fw-dialog-frame>
  `,
  styles: `
    .choices {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 8px 12px;
      align-items: center;
      justify-items: start;
    }
    .run,
    .run p {
      display: grid;
      gap: 8px;
    }
    .run p {
      grid-auto-flow: column;
      justify-content: start;
      align-items: center;
      color: var(--ink);
    }
    .run:empty {
      display: none;
    }
  `,
})
export class ReportDialog {
  private readonly target = inject<ReportTarget>(DIALOG_DATA);
  private readonly jobs = inject(ReportJobs);
  protected readonly dialog = inject(DialogRef);
  protected readonly say = injectSay('report');

  protected readonly language = signal<string>(inject(PersonalSettings).language());
  protected readonly paper = signal<string>(PAPERS[0]);
  private readonly started = signal<Signal<ReportRun> | null>(null);
  protected readonly run = computed(() => this.started()?.() ?? null);

  // each language by its own name
  protected readonly languages = [
    { value: 'en', label: 'English' },
    { value: 'zh-CN', label: '简体中文' },
  ];
  protected readonly papers = computed(() => PAPERS.map((value) => ({ value, label: this.say(`size.${value}`) })));
  protected readonly heading = computed(() => {
    const { target } = this;
    if (target.kind === 'lot') return this.say('ofLot', { lot: target.lotId });
    if (target.kind === 'excursion') return this.say('ofExcursion', { id: target.excursionId });
    if (target.kind === 'defined') return this.say('ofDefined', { name: target.name });
    return this.say('ofWeek', { week: target.week });
  });
  private readonly productName = injectProductNames();
  /** What of it can be had every week. */
  protected readonly weekly = computed<SubscriptionTarget | null>(() => {
    const { target } = this;
    if (target.kind !== 'week') return null;
    const { productId, insertion } = target;
    return { productId, productName: this.productName()(productId), insertion };
  });
  protected readonly progress = computed(() => {
    const run = this.run();
    return run?.kind === 'running' && run.jobId ? run.progress : null;
  });
  /** What the job is at, for as long as it says so. */
  protected readonly doing = computed(() => {
    const run = this.run();
    return run?.kind === 'running' && run.step ? this.say(`step.${run.step}`) : this.say('running');
  });
  protected readonly jobId = computed(() => {
    const run = this.run();
    return run?.kind === 'running' ? run.jobId : null;
  });
  protected readonly resultUrl = computed(() => {
    const run = this.run();
    return run?.kind === 'done' ? run.resultUrl : '';
  });
  protected readonly failure = computed(() => {
    const run = this.run();
    if (run?.kind !== 'failed') return '';
    return [run.message || this.say('failed'), run.remedy].filter(Boolean).join(' ');
  });

  protected start(): void {
    const language = REPORT_LANGUAGES.find((known) => known === this.language()) ?? 'en';
    const paper = PAPERS.find((known) => known === this.paper()) ?? 'A4';
    this.started.set(this.jobs.start({ target: this.target, language, paper }));
  }

  protected again(): void {
    this.started.set(null);
  }

  protected async cancel(): Promise<void> {
    const jobId = this.jobId();
    if (jobId) await this.jobs.cancel(jobId);
  }
}
