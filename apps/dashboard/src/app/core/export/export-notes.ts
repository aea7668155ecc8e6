import { DOCUMENT } from '@angular/common';
import { inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { FreshnessStore } from '../freshness/freshness.ts';

/** What every exported table says of itself: how new its data is, and the link that shows the same. */
export function injectExportNotes(): () => readonly string[] {
  const document = inject(DOCUMENT);
  const freshness = inject(FreshnessStore);
  const texts = inject(TranslocoService);
  return () => {
    const state = freshness.freshness();
    const view = texts.translate<string>('shell.export.view', { link: document.location.href });
    return state ? [texts.translate<string>('shell.export.asOf', { detail: state.detail }), view] : [view];
  };
}
