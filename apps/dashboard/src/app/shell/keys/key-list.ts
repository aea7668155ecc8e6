import { Dialog } from '@angular/cdk/dialog';
import { inject, Injectable } from '@angular/core';

/** Opens the list of all keys of the page; its code is loaded when it is first wanted. */
@Injectable({ providedIn: 'root' })
export class KeyList {
  private readonly dialog = inject(Dialog);

  async open(): Promise<void> {
    const { KeyListDialog } = await import('./key-list-dialog.ts');
    if (this.dialog.openDialogs.length === 0) this.dialog.open(KeyListDialog, { backdropClass: 'fw-backdrop' });
  }
}
