import { Directive, inject, input, TemplateRef } from '@angular/core';

/** Draws the cells of one column: `<ng-template fwCell="lot" let-row>`. */
@Directive({ selector: 'ng-template[fwCell]' })
export class TableCellTemplate {
  readonly column = input.required<string>({ alias: 'fwCell' });
  /** The row is the implicit value; its type is the table's. */
  readonly template = inject<TemplateRef<{ $implicit: unknown }>>(TemplateRef);
}
