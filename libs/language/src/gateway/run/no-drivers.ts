import { ModelFailure, type LanguageModel } from '../../model/language-model.ts';
import { ModelFactory } from './model-factory.ts';

/** For tests of programs that run no model: each question ends in a sentence. */
export class NoDrivers extends ModelFactory {
  override make(): LanguageModel {
    throw new ModelFailure('refused', 'This program runs no language models.');
  }
}
