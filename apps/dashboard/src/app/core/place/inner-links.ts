import { Directive, inject } from '@angular/core';
import { Router } from '@angular/router';

/**
 * The router follows plain links inside: for lists that are drawn anew under the pointer, where a directive a link would
 * work out its address again for each. A click that opens another tab or window stays the browser's.
 */
@Directive({ selector: '[fwInnerLinks]', host: { '(click)': 'follow($event)' } })
export class InnerLinks {
  private readonly router = inject(Router);

  protected follow(event: MouseEvent): void {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey || !(target instanceof Element)) return;
    const address = target.closest('a')?.getAttribute('href');
    if (!address?.startsWith('/')) return;
    event.preventDefault();
    void this.router.navigateByUrl(address);
  }
}
