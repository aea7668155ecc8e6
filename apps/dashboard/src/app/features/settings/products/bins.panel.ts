import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
} from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { binToken } from '@fabwright/charts';
import type { BinFragment, ProductSettingsFragment } from '@fabwright/data-access';
import { RenameBinDocument } from '@fabwright/data-access/documents/products';
import {
  Ask,
  Badge,
  Button,
  DataTable,
  Panel,
  Segmented,
  TableCellTemplate,
  Toasts,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import type { ChangeProblem } from '../form/outcome.ts';

const MAX_NAME = 200;

interface Draft {
  readonly number: number;
  readonly name: string;
  readonly pass: boolean;
}

/** What the product's bins are called, whether they pass, and the colour each keeps for good. */
@Component({
  selector: 'fw-bins-panel',
  imports: [Badge, Button, DataTable, FormsModule, Panel, Segmented, TableCellTemplate, TranslocoDirective],
  templateUrl: './bins.panel.html',
  styleUrl: './bins.panel.css',
})
export class BinsPanel {
  readonly product = input.required<ProductSettingsFragment>();
  readonly mayWrite = input(false);
  /** `hard` or `soft`; anything else means the default, soft. */
  readonly shown = input('');
  readonly changed = output<void>();

  private readonly ask = inject(Ask);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly changes = inject(Changes);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.products');
  protected readonly maxName = MAX_NAME;
  protected readonly draft = signal<Draft | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);
  protected readonly kind = computed(() => (this.shown() === 'hard' ? 'hard' : 'soft'));
  protected readonly kinds = computed(() =>
    (['soft', 'hard'] as const).map((value) => ({ value, label: this.say(`binKinds.${value}`) })),
  );
  protected readonly rows = computed(() =>
    this.product()
      .bins.filter(({ kind }) => kind === this.kind())
      .sort((a, b) => a.number - b.number),
  );
  protected readonly state = computed<PanelState>(() =>
    this.rows().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noBins') },
  );
  protected readonly columns = computed<TableColumn<BinFragment>[]>(() => [
    { key: 'number', label: this.say('binNumber'), text: ({ number }) => String(number), align: 'end' },
    { key: 'name', label: this.say('binName') },
    { key: 'verdict', label: this.say('binVerdict') },
    { key: 'slot', label: this.say('binSlot') },
    ...(this.mayWrite() ? [{ key: 'act', label: this.say('binAct') }] : []),
  ]);
  protected readonly rowKey = ({ kind, number }: BinFragment): string => `${kind}/${number}`;

  protected choose(kind: string): void {
    this.cancel();
    void this.router.navigate([], {
      queryParams: { bk: kind === 'hard' ? kind : null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected colourOf({ slot, pass }: BinFragment): string {
    return `var(--${binToken(pass ? 0 : slot || -1)})`;
  }

  protected slotText({ slot, pass }: BinFragment): string {
    if (pass) return this.say('slotPass');
    return slot > 0 ? this.say('slotOwn', { slot }) : this.say('slotOther');
  }

  protected edit({ number, name, pass }: BinFragment): void {
    this.problem.set(null);
    this.draft.set({ number, name, pass });
    this.focus('td input');
  }

  /** Keyboards follow the row: into its field when it opens, back to its button when it closes. */
  private focus(selector: string): void {
    const find = (): HTMLElement | null => this.element.nativeElement.querySelector<HTMLElement>(selector);
    afterNextRender({ read: () => find()?.focus() }, { injector: this.injector });
  }

  protected change(part: Partial<Draft>): void {
    this.draft.update((draft) => draft && { ...draft, ...part });
  }

  protected cancel(): void {
    const number = this.draft()?.number;
    this.draft.set(null);
    this.problem.set(null);
    if (number !== undefined) this.focus(`[data-bin="${number}"]`);
  }

  protected async save(bin: BinFragment): Promise<void> {
    const draft = this.draft();
    if (!draft || this.busy() || draft.name.trim() === '') return;
    const { kind, number } = bin;
    const name = draft.name.trim();
    if (name === bin.name && draft.pass === bin.pass) {
      this.cancel();
      return;
    }
    if (draft.pass !== bin.pass && !(await this.isSure(bin, draft))) return;
    this.busy.set(true);
    const variables = { productId: this.product().productId, kind, number, name, pass: draft.pass };
    const outcome = await this.changes.send(RenameBinDocument, variables, (data) => data.renameBin, ['name']);
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    this.cancel();
    this.toasts.show(this.say('binSaved', { number, version: outcome.value.version }));
    this.changed.emit();
  }

  private async isSure(bin: BinFragment, { pass }: Draft): Promise<boolean> {
    const sure = await this.ask.ask({
      heading: this.say(pass ? 'binPassHeading' : 'binFailHeading', { number: bin.number, name: bin.name }),
      text: this.say('binVerdictText', { product: this.product().name }),
      action: this.say('binChange'),
    });
    return sure !== null;
  }
}
