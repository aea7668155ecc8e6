import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { LanguageModelFragment, LanguageModelsQuery, ModelGrade } from '@fabwright/data-access';
import {
  AddFileLanguageModelDocument,
  AddHttpLanguageModelDocument,
  ChangeLanguageModelDocument,
} from '@fabwright/data-access/documents/models';
import { Button, DialogFrame } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem, Outcome } from '../form/outcome.ts';

type ModelFile = LanguageModelsQuery['languageModels']['files'][number];

/** What is entered: a model at a server, one of a file, or other words about one that is there. */
export type ModelForm =
  | { readonly kind: 'http' }
  | { readonly kind: 'file'; readonly files: readonly ModelFile[] }
  | { readonly kind: 'change'; readonly model: LanguageModelFragment };

const FIELDS = ['name', 'baseUrl', 'serverModel', 'apiKey', 'file', 'adapterFile', 'licence', 'source', 'trainedKinds'];

/** Enters a language model. The key is sent once and never read back. */
@Component({
  selector: 'fw-model-dialog',
  imports: [Button, DialogFrame, FieldInput, FormField, FormsModule, TranslocoDirective],
  templateUrl: './model-dialog.html',
  styleUrl: '../form/form.css',
})
export class ModelDialog {
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly form = inject<ModelForm>(DIALOG_DATA);
  private readonly changes = inject(Changes);
  private readonly before = this.form.kind === 'change' ? this.form.model : null;
  private readonly all = this.form.kind === 'file' ? this.form.files : [];
  /** Adapters are no models; a file without a card may be either. */
  protected readonly files = this.all.filter(({ card }) => !card?.adapterOf);
  private readonly card = this.files[0]?.card;
  protected readonly withKey = this.form.kind === 'http' || this.before?.driver === 'http';
  protected readonly hasKey = this.before?.hasApiKey ?? false;
  protected readonly grades: readonly ModelGrade[] = ['AUTO', 'G1', 'G2'];
  protected readonly name = signal(this.before?.name ?? this.card?.title ?? '');
  protected readonly baseUrl = signal('');
  protected readonly serverModel = signal('');
  protected readonly apiKey = signal('');
  protected readonly file = signal(this.files[0]?.file ?? '');
  protected readonly adapterFile = signal(this.adapterOn(this.card));
  protected readonly adapters = computed(() =>
    this.all.filter(({ file, card }) => file !== this.file() && (!card || card.adapterOf === this.file())),
  );
  protected readonly licence = signal(this.before?.licence ?? this.card?.licence ?? '');
  protected readonly source = signal(this.before?.source ?? this.card?.source ?? '');
  protected readonly grade = signal<ModelGrade>(this.before?.grade ?? this.card?.grade ?? 'AUTO');
  protected readonly trainedKinds = signal((this.before ?? this.card)?.trainedKinds?.join(', ') ?? '');
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);
  protected readonly complete = computed(() => {
    const place = { http: [this.baseUrl(), this.serverModel()], file: [this.file()], change: [] }[this.form.kind];
    return [this.name(), this.licence(), this.source(), ...place].every((text) => text.trim() !== '');
  });

  /** What stands beside the file is filled in; a file without a card leaves what was written. */
  protected chooseFile(name: string): void {
    this.file.set(name);
    const card = this.files.find(({ file }) => file === name)?.card;
    if (!card) return;
    this.name.set(card.title);
    this.licence.set(card.licence);
    this.source.set(card.source);
    this.grade.set(card.grade ?? 'AUTO');
    this.adapterFile.set(this.adapterOn(card));
    this.trainedKinds.set(card.trainedKinds?.join(', ') ?? '');
  }

  /** The adapter that a card names, where it lies in the folder. */
  private adapterOn(card: ModelFile['card'] | undefined): string {
    return this.all.find(({ file }) => file === card?.adapterFile)?.file ?? '';
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !this.complete()) return;
    this.busy.set(true);
    const outcome = await this.send();
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (outcome.ok) this.dialog.close(outcome.value.model.modelId);
  }

  private send(): Promise<Outcome<{ readonly model: LanguageModelFragment }>> {
    const kinds = this.trainedKinds()
      .split(/[\s,，、]+/)
      .filter((kind) => kind !== '');
    const words = {
      name: this.name(),
      licence: this.licence(),
      source: this.source(),
      grade: this.grade(),
      trainedKinds: kinds.length > 0 ? kinds : null,
    };
    const apiKey = this.apiKey().trim() || null;
    if (this.before) {
      const variables = { modelId: this.before.modelId, input: { ...words, apiKey } };
      return this.changes.send(ChangeLanguageModelDocument, variables, (data) => data.changeLanguageModel, FIELDS);
    }
    if (this.form.kind === 'file') {
      const input = { ...words, file: this.file(), adapterFile: this.adapterFile() || null };
      return this.changes.send(AddFileLanguageModelDocument, { input }, (data) => data.addFileLanguageModel, FIELDS);
    }
    const input = { ...words, baseUrl: this.baseUrl(), serverModel: this.serverModel(), apiKey };
    return this.changes.send(AddHttpLanguageModelDocument, { input }, (data) => data.addHttpLanguageModel, FIELDS);
  }
}
