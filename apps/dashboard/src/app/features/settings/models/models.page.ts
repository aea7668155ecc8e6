import { Dialog } from '@angular/cdk/dialog';
import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { queryResource, type LanguageModelFragment } from '@fabwright/data-access';
import { AssignLanguageTaskDocument, LanguageModelsDocument } from '@fabwright/data-access/documents/models';
import {
  Badge,
  Button,
  DataTable,
  Icon,
  Panel,
  TableCellTemplate,
  Toasts,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { onChanges } from '../../../core/live/live-changes.ts';
import { SessionStore } from '../../../core/session/session.store.ts';
import { Changes } from '../form/changes.ts';
import { CallsPanel } from './calls.panel.ts';
import { ModelDialog, type ModelForm } from './model-dialog.ts';
import { MODEL_STATUS, placeOf, playsKey } from './model-words.ts';
import { ModelPanel } from './model.panel.ts';
import { TrialPanel } from './trial.panel.ts';

/** The language models of the premises: which there are, which words reports, how they fare, what each was asked. */
@Component({
  selector: 'fw-models-page',
  imports: [
    Badge,
    Button,
    CallsPanel,
    DataTable,
    Icon,
    ModelPanel,
    Panel,
    RouterLink,
    TableCellTemplate,
    TranslocoDirective,
    TrialPanel,
  ],
  templateUrl: './models.page.html',
  styleUrl: './models.page.css',
})
export class ModelsPage {
  /** The model that is open. */
  readonly sel = input<string>();

  protected readonly formats = inject(Formats);
  private readonly changes = inject(Changes);
  private readonly dialog = inject(Dialog);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.models');
  private readonly calls = viewChild(CallsPanel);
  protected readonly may = computed(() => this.session.may('models:write'));
  private readonly query = queryResource(LanguageModelsDocument, () => (this.may() ? {} : undefined));
  protected readonly data = computed(() => (this.query.hasValue() ? this.query.value().languageModels : null));
  protected readonly models = computed(() => this.data()?.models ?? []);
  protected readonly narration = computed(() => this.data()?.tasks.find(({ task }) => task === 'NARRATION') ?? null);
  protected readonly narrator = computed(() => this.models().find(({ modelId }) => this.narrates(modelId)) ?? null);
  protected readonly selected = computed(() => this.models().find(({ modelId }) => modelId === this.sel()) ?? null);
  protected readonly busy = signal(false);
  protected readonly status = MODEL_STATUS;
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly forbidden = computed<PanelState>(() => ({
    kind: 'no-rights',
    heading: this.say('noRights'),
    text: this.say('noRightsText'),
  }));
  protected readonly columns = computed<TableColumn<LanguageModelFragment>[]>(() => [
    { key: 'name', label: this.say('name'), text: ({ name }) => name },
    { key: 'act', label: this.say('task') },
    { key: 'state', label: this.say('state') },
    { key: 'plays', label: this.say('plays'), text: (model) => this.say(`playsAs.${playsKey(model)}`) },
    this.figure('speed', ({ tokensPerSecond }) => this.formats.number(tokensPerSecond, 1)),
    this.figure('firstPass', ({ firstPass }) => this.formats.yield(firstPass)),
    this.figure('fallback', ({ fallback }) => this.formats.yield(fallback)),
    this.figure('queue', ({ open }) => this.formats.number(open)),
    { key: 'place', label: this.say('place') },
  ]);
  protected readonly rowKey = ({ modelId }: LanguageModelFragment): string => modelId;
  protected readonly placeOf = placeOf;

  constructor() {
    onChanges(['language-models'], () => this.reload());
  }

  protected narrates(modelId: string): boolean {
    return this.narration()?.modelId === modelId;
  }

  protected select(modelId: string | null): void {
    void this.router.navigate([], { queryParams: { sel: modelId }, queryParamsHandling: 'merge' });
  }

  protected reload(): void {
    if (!this.may()) return;
    this.query.reload();
    this.calls()?.reload();
  }

  protected addServer(): Promise<void> {
    return this.add({ kind: 'http' });
  }

  protected addFile(): Promise<void> {
    return this.add({ kind: 'file', files: this.data()?.files ?? [] });
  }

  /** One click, on the audit, from the next text on. */
  protected async switchTo(model: LanguageModelFragment | null): Promise<void> {
    this.busy.set(true);
    const outcome = await this.changes.send(
      AssignLanguageTaskDocument,
      { task: 'NARRATION', modelId: model?.modelId ?? null },
      (data) => data.assignLanguageTask,
    );
    this.busy.set(false);
    if (!outcome.ok) this.toasts.show(outcome.problem.message, 'problem');
    else this.toasts.show(model ? this.say('switched', { name: model.name }) : this.say('switchedOff'));
    this.reload();
  }

  private async add(data: ModelForm): Promise<void> {
    const open = this.dialog.open<string>(ModelDialog, { data, backdropClass: 'fw-backdrop' });
    const modelId = await firstValueFrom(open.closed, { defaultValue: undefined });
    if (!modelId) return;
    this.reload();
    this.select(modelId);
  }

  private figure(
    key: string,
    text: (figures: LanguageModelFragment['figures']) => string,
  ): TableColumn<LanguageModelFragment> {
    return { key, label: this.say(key), align: 'end', text: ({ figures }) => text(figures) };
  }
}
