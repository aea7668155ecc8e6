import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, ElementRef, inject, linkedSignal, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { queryResource } from '@fabwright/data-access';
import { PaletteLotsDocument } from '@fabwright/data-access/documents/palette';
import { Icon } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { debounceTime } from 'rxjs';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { injectPaletteEntries, type PaletteEntry } from './palette-entries.ts';
import { best } from './palette-match.ts';

/** The server is asked when the fingers rest. */
const REST_MS = 150;
const LETTERS_FOR_LOTS = 2;

/** Lots by any part of their id, screens, and what can be done from anywhere. */
@Component({
  selector: 'fw-palette-dialog',
  imports: [Icon, TranslocoDirective],
  templateUrl: './palette-dialog.html',
  styleUrl: './palette-dialog.css',
  host: { class: 'fw-pop' },
})
export class PaletteDialog {
  private readonly dialog = inject(DialogRef);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly say = injectSay('shell.palette');
  private readonly fixed = injectPaletteEntries();
  protected readonly typed = signal('');
  private readonly rested = toSignal(toObservable(this.typed).pipe(debounceTime(REST_MS)), { initialValue: '' });
  private readonly query = queryResource(PaletteLotsDocument, () => {
    const search = this.rested().trim();
    return search.length >= LETTERS_FOR_LOTS && this.session.may('data:read') ? { search } : undefined;
  });
  /** Stays while the next answer is on its way, so that nothing moves under the finger more than once. */
  private readonly found = linkedSignal<PaletteEntry[] | null, PaletteEntry[]>({
    source: () => (this.query.hasValue() ? this.query.value().lots.rows.map((lot) => this.lotEntry(lot)) : null),
    computation: (lots, previous) => lots ?? previous?.value ?? [],
  });
  protected readonly entries = computed(() => {
    const typed = this.typed().trim();
    const lots = typed.length >= LETTERS_FOR_LOTS ? best(typed, this.found()) : [];
    return [...lots, ...best(typed, this.fixed())];
  });
  protected readonly failed = computed(() => this.query.error() !== undefined);
  protected readonly searching = computed(() => this.query.isLoading() || this.typed() !== this.rested());
  protected readonly active = linkedSignal({ source: this.typed, computation: () => 0 });

  protected write(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.typed.set(event.target.value);
  }

  protected onKey(event: KeyboardEvent): void {
    const last = this.entries().length - 1;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    // Enter that picks a word of a Chinese input method is not an answer
    if (event.isComposing) return;
    if (step !== undefined) this.move(Math.max(0, Math.min(last, this.active() + step)));
    else if (event.key === 'Enter') this.choose(this.entries()[this.active()]);
    else return;
    event.preventDefault();
  }

  protected choose(entry: PaletteEntry | undefined): void {
    if (!entry) return;
    this.dialog.close();
    entry.run();
  }

  private move(index: number): void {
    this.active.set(index);
    this.element.nativeElement.querySelectorAll('[role="option"]')[index]?.scrollIntoView({ block: 'nearest' });
  }

  private lotEntry({ lotId, productName }: { lotId: string; productName: string }): PaletteEntry {
    return {
      id: `lot-${lotId}`,
      label: lotId,
      note: this.say('lot', { product: productName }),
      icon: 'wafer',
      isId: true,
      run: () => void this.router.navigate(['/lots', lotId]),
    };
  }
}
