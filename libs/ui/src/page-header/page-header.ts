import { Component, input } from '@angular/core';

/** The bar of a page: filters at the left, actions (`fwPageActions`) at the right. */
@Component({
  selector: 'fw-page-header',
  host: { role: 'group', '[attr.aria-label]': 'label()' },
  template: `
    <div class="filters"><ng-content /></div>
    <div class="actions"><ng-content select="[fwPageActions]" /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 12px;
      min-height: var(--filterbar);
      padding: 5px 16px;
      border-bottom: 1px solid var(--border);
      background: var(--surface);
    }
    .filters,
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px;
    }
    .actions {
      margin-left: auto;
    }
  `,
})
export class PageHeader {
  /** What the bar is for screen readers, e.g. "Filters". */
  readonly label = input.required<string>();
}
