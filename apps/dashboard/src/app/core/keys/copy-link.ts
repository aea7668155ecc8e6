import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { Toasts } from '@fabwright/ui';
import { injectSay } from '../i18n/inject-say.ts';

/** The address is the view: whoever has the rights sees the same under it. */
@Injectable({ providedIn: 'root' })
export class CopyLink {
  private readonly document = inject(DOCUMENT);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('keys');

  async copy(): Promise<void> {
    try {
      await this.document.defaultView?.navigator.clipboard.writeText(this.document.location.href);
      this.toasts.show(this.say('linkCopied'));
    } catch {
      // without https or permission there is no clipboard
      this.toasts.show(this.say('linkNotCopied'), 'problem');
    }
  }
}
