import { Component, computed, input, output } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { ProductChoicesQuery, ReportKindFragment } from '@fabwright/data-access';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { FieldInput } from '../settings/form/field-input.ts';
import { FormField } from '../settings/form/form-field.ts';
import { EVERY_PRODUCT } from './builder/definition-draft.ts';

/** What a report is about; an empty insertion is the first. */
export interface ReportAbout {
  readonly productId: string;
  readonly insertion: string;
}

/** Product and insertion of a report, as far as its kind has them. */
@Component({
  selector: 'fw-report-product-fields',
  imports: [FieldInput, FormField, FormsModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'reports.form'">
      <fw-form-field [label]="t('product')" [issue]="issue()">
        <select
          fwFieldInput
          name="product"
          [ngModel]="about().productId"
          (ngModelChange)="aboutChange.emit({ productId: $event, insertion: '' })"
        >
          @if (kind()?.everyProduct) {
            <option [value]="everyProduct">{{ say('everyProduct') }}</option>
          }
          @for (product of products(); track product.productId) {
            <option [value]="product.productId">{{ product.name }}</option>
          }
        </select>
      </fw-form-field>
      @if (kind()?.narrowed && about().productId !== everyProduct) {
        <fw-form-field [label]="t('insertion')">
          <select
            fwFieldInput
            name="insertion"
            [ngModel]="about().insertion"
            (ngModelChange)="aboutChange.emit({ productId: about().productId, insertion: $event })"
          >
            <option value="">{{ t('first') }}</option>
            @for (known of insertions(); track known.insertion) {
              <option [value]="known.insertion">{{ known.insertion }}</option>
            }
          </select>
        </fw-form-field>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class ReportProductFields {
  readonly products = input.required<ProductChoicesQuery['products']>();
  /** Null = not known yet. */
  readonly kind = input.required<ReportKindFragment | null>();
  readonly about = input.required<ReportAbout>();
  readonly issue = input<string | undefined>();
  readonly aboutChange = output<ReportAbout>();

  protected readonly say = injectSay('reports');
  protected readonly everyProduct = EVERY_PRODUCT;
  protected readonly insertions = computed(
    () => this.products().find(({ productId }) => productId === this.about().productId)?.insertions ?? [],
  );
}
