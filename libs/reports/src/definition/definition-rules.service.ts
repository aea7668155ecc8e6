import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import { DomainError, type Actor } from '@fabwright/platform';
import { reportKind } from '../schedule/report-kind.ts';
import { EVERY_PRODUCT, type ReportDefinition } from './definition.ts';

/** What a report may be about, for whom. */
@Injectable()
export class DefinitionRules {
  constructor(private readonly insertions: ProductInsertionStore) {}

  /** The definition as it is kept. Throws INVALID_INPUT for one that can't be meant, or is about what one may not see. */
  async checked<D extends ReportDefinition>(definition: D, { productScope }: Pick<Actor, 'productScope'>): Promise<D> {
    const kind = reportKind(definition.kind);
    const { productId } = definition;
    const insertion = kind.narrowed ? definition.insertion : null;
    const sections = sectionsOf(definition.sections, kind.sections);
    const lotTypes = kind.narrowed && definition.lotTypes !== null ? [...new Set(definition.lotTypes)] : null;
    if (lotTypes?.length === 0) throw refused('lotTypes', 'none', 'Choose at least one type of lot.');
    if (productId === EVERY_PRODUCT) {
      if (!kind.everyProduct) throw refused('productId', 'product', 'This report is about one product: choose it.');
      if (productScope !== null) {
        throw refused('productId', 'scope', 'You may not see every product: choose one of yours.');
      }
      return { ...definition, sections, lotTypes, insertion: null };
    }
    const known = (await this.insertions.all(productScope)).filter((one) => one.productId === productId);
    if (!known.some((one) => insertion === null || one.insertion === insertion)) {
      throw refused('productId', 'product', `There are no results of product ${productId} that you may see.`);
    }
    return { ...definition, sections, lotTypes, insertion };
  }
}

/** All sections in their usual order are the same as none named: such a report gets what later versions add. */
function sectionsOf(named: readonly string[] | null, known: readonly string[]): readonly string[] | null {
  if (named === null) return null;
  const once = [...new Set(named)];
  if (!once.every((key) => known.includes(key))) {
    throw refused('sections', 'unknown-section', `This kind of report has the sections ${known.join(', ')}.`);
  }
  return once.join() === known.join() ? null : once;
}

export function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
