import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import type { InviteLinkFragment } from '@fabwright/data-access';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Secrets } from '../form/secret-dialog.ts';

export interface MadeLink {
  readonly kind: 'invite' | 'password';
  /** Whom it is for. */
  readonly name: string;
  readonly link: InviteLinkFragment;
}

/** Shows a one-time link as a whole address, ready to be sent. */
@Injectable({ providedIn: 'root' })
export class LinkOffer {
  private readonly document = inject(DOCUMENT);
  private readonly formats = inject(Formats);
  private readonly secrets = inject(Secrets);
  private readonly say = injectSay('settings.people.link');

  show({ kind, name, link }: MadeLink): Promise<void> {
    return this.secrets.show({
      heading: this.say(`${kind}Heading`, { name }),
      text: this.say(`${kind}Text`, { name, until: this.formats.time(link.expiresAt) }),
      secret: new URL(link.path, this.document.baseURI).href,
    });
  }
}
