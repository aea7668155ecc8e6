import { Dialog } from '@angular/cdk/dialog';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { LanguageModelFragment } from '@fabwright/data-access';
import { ProbeLanguageModelDocument, RemoveLanguageModelDocument } from '@fabwright/data-access/documents/models';
import { Ask, Badge, Button, Icon, Panel, Toasts } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import { ModelDialog, type ModelForm } from './model-dialog.ts';
import { MODEL_STATUS, placeOf, playsKey } from './model-words.ts';

/** One model: where it came from, what it can do, how it fares, and what may be done with it. */
@Component({
  selector: 'fw-model-panel',
  imports: [Badge, Button, Icon, Panel, TranslocoDirective],
  templateUrl: './model.panel.html',
  styleUrl: './model.panel.css',
})
export class ModelPanel {
  readonly model = input.required<LanguageModelFragment>();
  /** It answers a task, so it can't be removed. */
  readonly answers = input.required<boolean>();
  readonly changed = output<void>();
  readonly switched = output<void>();
  readonly closed = output<void>();

  protected readonly formats = inject(Formats);
  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly dialog = inject(Dialog);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.models');
  protected readonly busy = signal(false);
  protected readonly status = computed(() => MODEL_STATUS[this.model().state]);
  protected readonly plays = computed(() => playsKey(this.model()));
  protected readonly place = computed(() => placeOf(this.model()));
  protected readonly can = computed(() => {
    const { capabilities } = this.model();
    if (!capabilities) return this.say('neverAsked');
    const known = (['grammar', 'jsonSchema', 'embeddings', 'images'] as const).filter((what) => capabilities[what]);
    return known.length > 0
      ? this.formats.listed(known.map((what) => this.say(`can.${what}`)))
      : this.say('canNothing');
  });
  protected readonly took = computed(() => {
    const { secondsPerCall } = this.model().figures;
    return secondsPerCall === null ? '–' : this.formats.duration(secondsPerCall * 1000);
  });
  protected readonly trained = computed(() => {
    const { trainedKinds } = this.model();
    return trainedKinds ? this.formats.listed(trainedKinds) : this.say('allKinds');
  });

  protected async probe(): Promise<void> {
    this.busy.set(true);
    const { modelId, name } = this.model();
    const outcome = await this.changes.send(ProbeLanguageModelDocument, { modelId }, (data) => data.probeLanguageModel);
    this.busy.set(false);
    if (!outcome.ok) this.toasts.show(outcome.problem.message, 'problem');
    else if (outcome.value.model.state === 'READY') this.toasts.show(this.say('probed', { name }));
    else this.toasts.show(this.say('probeFailed', { reason: outcome.value.model.stateReason ?? '' }), 'problem');
    this.changed.emit();
  }

  protected async change(): Promise<void> {
    const data: ModelForm = { kind: 'change', model: this.model() };
    const open = this.dialog.open<string>(ModelDialog, { data, backdropClass: 'fw-backdrop' });
    if (await firstValueFrom(open.closed, { defaultValue: undefined })) this.changed.emit();
  }

  protected async remove(): Promise<void> {
    const { modelId, name } = this.model();
    const sure = await this.ask.ask({
      heading: this.say('removeHeading', { name }),
      text: this.say('removeText'),
      action: this.say('remove'),
    });
    if (sure === null) return;
    this.busy.set(true);
    const outcome = await this.changes.send(
      RemoveLanguageModelDocument,
      { modelId },
      (data) => data.removeLanguageModel,
    );
    this.busy.set(false);
    if (outcome.ok) this.closed.emit();
    else this.toasts.show(outcome.problem.message, 'problem');
    this.changed.emit();
  }
}
