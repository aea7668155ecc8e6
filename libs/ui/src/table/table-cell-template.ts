import { Directive, inject, input, TemplateRef } from '@angular/core';

/**
 * Draws the cells of one column: `<ng-template fwCell="lot" [fwCellOf]="rows()" let-row>`.
 * `fwCellOf` gives the template the table's row type; its value is not used.
 */
@Directive({ selector: 'ng-template[fwCell]' })
export class TableCellTemplate<Row = unknown> {
  readonly fwCell = input.required<string>();
  readonly fwCellOf = input<readonly Row[]>([]);
  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  static ngTemplateContextGuard<Row>(_cell: TableCellTemplate<Row>, _context: unknown): _context is { $implicit: Row } {
    return true;
  }
}
