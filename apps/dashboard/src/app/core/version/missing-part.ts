import { ErrorHandler, inject, Injectable, Injector } from '@angular/core';
import { Router, type NavigationError } from '@angular/router';
import { Toasts } from '@fabwright/ui/root';
import { TranslocoService } from '@jsverse/transloco';
import { NewVersion } from './new-version.ts';

/** How Chromium, Firefox and Safari say that `import()` found no file. */
const MISSING =
  /Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed/i;

export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/** A page whose code could not be loaded: a full load finds the new one, otherwise the person learns that it failed. */
export function onNavigationError({ error, url }: NavigationError): void {
  if (!isMissingPart(error)) return;
  const [texts, toasts, version] = [inject(TranslocoService), inject(Toasts), inject(NewVersion)];
  const router = inject(Router);
  void version.goTo(url).then((gone) => {
    if (gone || version.available()) return;
    toasts.show(texts.translate('shell.version.pageFailed'), 'problem');
    // the address must say where the person still is
    void router.navigateByUrl(router.url, { replaceUrl: true });
  });
}

/** Parts that are loaded later (charts, dialogs, texts) fail outside of any navigation and end up here. */
@Injectable()
export class MissingPartHandler extends ErrorHandler {
  // asked for late: the handler is among the first things that exist
  private readonly injector = inject(Injector);

  override handleError(error: unknown): void {
    if (isMissingPart(error)) void this.injector.get(NewVersion).ask();
    super.handleError(error);
  }
}
