import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { extentOf, readDieMapCsv, type DieMapIssue } from '@fabwright/contracts';
import type { ProductSettingsFragment } from '@fabwright/data-access';
import { ImportDieMapDocument } from '@fabwright/data-access/documents/products';
import { Ask, Button, Icon, Toasts, WaferMap } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import { extentTexts, offeredMap } from './die-map-view.ts';

/** A die map as text, by file or by paste: shows what it found before anything changes. */
@Component({
  selector: 'fw-die-map-import',
  imports: [Button, FormsModule, Icon, TranslocoDirective, WaferMap],
  templateUrl: './die-map-import.html',
  styleUrls: ['../form/form.css', './die-map-import.css'],
})
export class DieMapImport {
  readonly product = input.required<ProductSettingsFragment>();
  readonly applied = output<void>();
  readonly cancelled = output<void>();

  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly toasts = inject(Toasts);
  private readonly formats = inject(Formats);
  private readonly say = injectSay('settings.products.dieMapImport');
  protected readonly text = signal('');
  protected readonly fileName = signal('');
  protected readonly busy = signal(false);
  /** What the server says against it. */
  protected readonly refusal = signal<string | null>(null);
  protected readonly reading = computed(() => (this.text().trim() === '' ? null : readDieMapCsv(this.text())));
  protected readonly issues = computed(() => this.reading()?.issues.map((issue) => this.issueText(issue)) ?? []);
  private readonly good = computed(() => {
    const reading = this.reading();
    return reading && reading.issues.length === 0 ? reading.dies : null;
  });
  protected readonly preview = computed(() => {
    const dies = this.good();
    return dies && offeredMap(dies, this.product().geometry);
  });
  protected readonly found = computed(() => {
    const dies = this.good();
    const extent = dies && extentOf(dies);
    if (!extent) return '';
    return this.say('found', { count: dies.x.length, ...extentTexts(extent, (value) => this.formats.number(value)) });
  });
  protected readonly difference = computed(() => {
    const count = this.good()?.x.length ?? 0;
    const now = this.product().grossDies;
    if (now === 0 || count === 0) return '';
    return this.say(count === now ? 'sameCount' : 'otherCount', { now: this.formats.number(now) });
  });

  protected write(text: string): void {
    this.text.set(text);
    this.refusal.set(null);
  }

  protected async choose(event: Event): Promise<void> {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    const file = field.files?.[0];
    // the same file can be chosen again after it was mended
    field.value = '';
    if (!file) return;
    this.fileName.set(file.name);
    this.write(await file.text());
  }

  protected async apply(): Promise<void> {
    const dies = this.good();
    if (!dies || this.busy()) return;
    const { productId, name } = this.product();
    const sure = await this.ask.ask({
      heading: this.say('sureHeading', { name }),
      text: this.say('sureText', { count: dies.x.length }),
      action: this.say('apply'),
    });
    if (sure === null) return;
    this.busy.set(true);
    const variables = { productId, csv: this.text() };
    const outcome = await this.changes.send(ImportDieMapDocument, variables, (data) => data.importDieMap, ['csv']);
    this.busy.set(false);
    if (!outcome.ok) {
      this.refusal.set(outcome.problem.issues['csv'] ?? outcome.problem.message);
      return;
    }
    this.toasts.show(this.say('applied', { version: outcome.value.version }));
    this.applied.emit();
  }

  private issueText({ line, code, found }: DieMapIssue): string {
    const text = this.say(`issues.${code}`, { found });
    return line === null ? text : this.say('atLine', { line, text });
  }
}
