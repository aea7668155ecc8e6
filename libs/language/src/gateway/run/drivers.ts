import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { FabConfig } from '@fabwright/platform';
import { EmbeddedModels } from '../../model/embedded/embedded-models.ts';
import { httpModel } from '../../model/http/http-model.ts';
import type { LanguageModel } from '../../model/language-model.ts';
import { ModelFactory, type ModelSpec } from './model-factory.ts';

/** The drivers of this product. Neither starts anything before its first question. */
@Injectable()
export class Drivers extends ModelFactory {
  readonly #embedded: EmbeddedModels;

  constructor(config: FabConfig) {
    super();
    // hashing weights takes seconds a gigabyte: once a file, not once a start
    this.#embedded = new EmbeddedModels({ hashFile: join(config.data.dir, 'model-hashes.json') });
  }

  override make(spec: ModelSpec): LanguageModel {
    if (spec.driver === 'embedded') {
      return this.#embedded.open({ weights: spec.path, adapter: spec.adapterPath ?? undefined });
    }
    return httpModel({ baseUrl: spec.baseUrl, model: spec.model, apiKey: spec.apiKey ?? undefined });
  }
}
