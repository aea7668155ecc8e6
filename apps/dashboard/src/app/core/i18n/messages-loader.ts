import { Injectable } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';

/** Each language is one lazy chunk of the bundle: hashed, cached, and never missing behind a proxy. */
@Injectable()
export class MessagesLoader implements TranslocoLoader {
  async getTranslation(language: string): Promise<Translation> {
    const module = language === 'zh-CN' ? await import('../../../i18n/zh-cn.ts') : await import('../../../i18n/en.ts');
    return module.messages;
  }
}
