import { Dialog } from '@angular/cdk/dialog';
import { createGlobalPositionStrategy } from '@angular/cdk/overlay';
import { inject, Injectable, Injector } from '@angular/core';
import { injectSay } from '../../core/i18n/inject-say.ts';

/** Opens the search over everything; its code is loaded when it is first wanted. */
@Injectable({ providedIn: 'root' })
export class Palette {
  private readonly dialog = inject(Dialog);
  private readonly injector = inject(Injector);
  private readonly say = injectSay('shell.palette');
  private opening = false;

  async open(): Promise<void> {
    if (this.opening || this.dialog.openDialogs.length > 0) return;
    this.opening = true;
    try {
      const { PaletteDialog } = await import('./palette-dialog.ts');
      this.dialog.open(PaletteDialog, {
        ariaLabel: this.say('label'),
        backdropClass: 'fw-backdrop',
        // hung from the top: the list grows and shrinks while the field stays where it is
        positionStrategy: createGlobalPositionStrategy(this.injector).centerHorizontally().top('12vh'),
      });
    } finally {
      this.opening = false;
    }
  }

  /** Ctrl K, or Command K. */
  isKey(event: KeyboardEvent): boolean {
    return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
  }
}
