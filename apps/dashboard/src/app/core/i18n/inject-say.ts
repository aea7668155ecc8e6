import { inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';

export type Say = (key: string, values?: Record<string, string | number>) => string;

/**
 * Texts for code: `say('empty')` under a feature's prefix. Read within a template or a computed it follows the
 * language, and waits for its file. Call it in an injection context.
 */
export function injectSay(prefix: string): Say {
  const texts = inject(TranslocoService);
  // selectTranslation, not langChanges$: that one tells before the texts are there
  const loaded = toSignal(texts.selectTranslation());
  return (key, values = {}) => {
    loaded();
    return texts.translate<string>(`${prefix}.${key}`, values);
  };
}
