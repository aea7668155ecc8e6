import { httpModel } from '../../model/http/http-model.ts';
import { ModelFailure, type LanguageModel } from '../../model/language-model.ts';
import { ModelFactory, type ModelSpec } from './model-factory.ts';

/** The drivers of this product. */
export class Drivers extends ModelFactory {
  override make(spec: ModelSpec): LanguageModel {
    if (spec.driver === 'embedded') {
      throw new ModelFailure('refused', 'This build runs no model files: enter a model server instead.');
    }
    const { baseUrl, model, apiKey } = spec;
    return httpModel({ baseUrl, model, ...(apiKey === null ? {} : { apiKey }) });
  }
}
