import { Injectable } from '@angular/core';
import type { Translation, TranslocoTranspiler } from '@jsverse/transloco';
import { IntlMessageFormat } from 'intl-messageformat';

type Values = Record<string, string | number | boolean | Date | null | undefined>;

/**
 * ICU messages, compiled once per language and text. The ready-made plug-ins compile with `new Function`,
 * which the content security policy forbids.
 */
@Injectable()
export class IcuTranspiler implements TranslocoTranspiler {
  private readonly compiled = new Map<string, IntlMessageFormat>();
  private language = 'en';

  onLangChanged(language: string): void {
    this.language = language;
  }

  transpile({ value, params }: { value: unknown; params?: Values; translation: Translation; key: string }): unknown {
    if (typeof value !== 'string' || !value.includes('{')) return value;
    return this.message(value).format(params ?? {});
  }

  private message(text: string): IntlMessageFormat {
    const key = `${this.language}\u0000${text}`;
    let message = this.compiled.get(key);
    if (!message) {
      message = new IntlMessageFormat(text, this.language, undefined, { ignoreTag: true });
      this.compiled.set(key, message);
    }
    return message;
  }
}
