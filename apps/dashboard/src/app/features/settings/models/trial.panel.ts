import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { LanguageModelFragment, LanguageModelTrialFragment } from '@fabwright/data-access';
import { TryLanguageModelDocument } from '@fabwright/data-access/documents/models';
import { Badge, Button, Panel, Progress, Segmented, type Choice } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { PersonalSettings } from '../../../core/settings/personal-settings.ts';
import { Changes } from '../form/changes.ts';

/** Has a model word a sample through the same checks as any text, and shows what came of it. */
@Component({
  selector: 'fw-trial-panel',
  imports: [Badge, Button, Panel, Progress, Segmented, TranslocoDirective],
  template: `
    <fw-panel *transloco="let t; prefix: 'settings.models'" [heading]="t('try.heading')" [caption]="model().name">
      <div class="ways">
        <fw-segmented [label]="t('try.language')" [choices]="languages()" [(value)]="language" />
        <button fwButton variant="primary" type="button" [disabled]="busy()" (click)="run()">
          {{ t('try.run') }}
        </button>
      </div>
      <div aria-live="polite">
        @if (busy()) {
          <fw-progress [label]="t('try.running')" />
        } @else if (problem(); as message) {
          <p class="fw-problem">{{ message }}</p>
        } @else if (trial(); as told) {
          <p class="head">
            <fw-badge [status]="hasRefusals() ? 'watch' : 'ok'">{{ told.badge }}</fw-badge>
            <span class="fw-caption">{{ t('try.took', { time: formats.duration(told.seconds * 1000) }) }}</span>
          </p>
          <div class="read" [attr.lang]="worded()">
            <p class="headline">{{ told.headline }}</p>
            @for (paragraph of told.paragraphs; track $index) {
              <p>{{ paragraph }}</p>
            }
          </div>
          <ul class="sections">
            @for (section of told.sections; track section.section) {
              <li>
                <fw-badge [status]="section.grade === 'G0' ? 'watch' : 'ok'">{{
                  t(verdictKey(section), { tries: section.tries })
                }}</fw-badge>
                {{ t('sections.' + section.section) }}
                @for (refusal of section.refusals; track $index) {
                  <span class="fw-caption refusal">{{ refusal }}</span>
                }
              </li>
            }
          </ul>
        } @else {
          <p class="fw-muted">{{ t('try.idle') }}</p>
        }
      </div>
    </fw-panel>
  `,
  styles: `
    .ways,
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      margin-bottom: 10px;
    }
    .read {
      display: grid;
      gap: 10px;
      max-width: 68ch;
      font: var(--t-read);
    }
    .headline {
      color: var(--ink);
      font-weight: 600;
    }
    .sections {
      display: grid;
      gap: 6px;
      margin: 12px 0 0;
      padding: 0;
      list-style: none;
      font: var(--t-small);
    }
    .refusal {
      display: block;
      padding-left: 8px;
      overflow-wrap: anywhere;
    }
    .fw-problem {
      padding: 6px 10px;
      border: 1px solid var(--border-strong);
      border-radius: var(--radius);
      background: var(--surface-sunken);
      color: var(--ink);
    }
  `,
})
export class TrialPanel {
  readonly model = input.required<LanguageModelFragment>();
  /** It was asked: figures and state may be others. */
  readonly tried = output<void>();

  protected readonly formats = inject(Formats);
  private readonly changes = inject(Changes);
  private readonly say = injectSay('settings.models');
  protected readonly language = signal<string>(inject(PersonalSettings).language());
  protected readonly languages = computed<readonly Choice[]>(() => [
    { value: 'en', label: 'English' },
    { value: 'zh-CN', label: '简体中文' },
  ]);
  protected readonly busy = signal(false);
  /** What another model worded says nothing about this one. */
  private readonly of = computed(() => this.model().modelId);
  protected readonly trial = linkedSignal<string, LanguageModelTrialFragment | null>({
    source: this.of,
    computation: () => null,
  });
  protected readonly problem = linkedSignal<string, string | null>({ source: this.of, computation: () => null });
  protected readonly worded = signal('en');
  protected readonly hasRefusals = computed(() => this.trial()?.sections.some(({ grade }) => grade === 'G0') ?? false);

  protected verdictKey({ grade, tries }: LanguageModelTrialFragment['sections'][number]): string {
    if (grade !== 'G0') return tries === 1 ? 'try.first' : 'try.second';
    return tries === 0 ? 'try.untrained' : 'try.template';
  }

  protected async run(): Promise<void> {
    const [modelId, language] = [this.of(), this.language()];
    this.busy.set(true);
    const outcome = await this.changes.send(
      TryLanguageModelDocument,
      { modelId, language },
      (data) => data.tryLanguageModel,
    );
    this.busy.set(false);
    this.tried.emit();
    if (modelId !== this.of()) return;
    this.worded.set(language);
    this.trial.set(outcome.ok ? outcome.value : null);
    this.problem.set(outcome.ok ? null : this.say('try.failed', { reason: outcome.problem.message }));
  }
}
