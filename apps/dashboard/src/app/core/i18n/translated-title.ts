import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type RouterStateSnapshot } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** Route titles are keys: the browser tab says the place in the person's language, also after a switch. */
@Injectable()
export class TranslatedTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly texts = inject(TranslocoService);
  private key: string | undefined;

  constructor() {
    super();
    this.texts.langChanges$.subscribe(() => this.show());
  }

  override updateTitle(state: RouterStateSnapshot): void {
    this.key = this.buildTitle(state);
    this.show();
  }

  private show(): void {
    this.title.setTitle(this.key ? `${this.texts.translate(this.key)} · Fabwright` : 'Fabwright');
  }
}
