import { Injectable } from '@nestjs/common';
import { LOCALES, type Locale } from '@fabwright/facts';
import { Audit, DomainError } from '@fabwright/platform';
import { ModelFailure } from '../../model/language-model.ts';
import { badgeLabel, plainText } from '../../narration/narrative.ts';
import { TextNarrators, type ToldText } from '../narration/text-narrators.ts';
import { gradeOf, type ConfiguredModel } from '../registry/configured-model.ts';
import { ModelRegistry } from '../registry/model-registry.service.ts';
import { RunningModels } from '../run/running-models.ts';
import { sampleSheet } from './sample-sheet.ts';

export interface TrialSection {
  readonly section: string;
  readonly grade: string;
  readonly tries: number;
  readonly refusals: readonly string[];
}

/** A sample text as a model words it, through the same checks as any other. */
export interface Trial {
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly badge: string;
  readonly seconds: number;
  readonly sections: readonly TrialSection[];
}

/** Trying a model out before it answers anything: whether it is there, and how it words a sample. */
@Injectable()
export class ModelTrials {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly running: RunningModels,
    private readonly narrators: TextNarrators,
    private readonly audit: Audit,
  ) {}

  /** Asks a model what it can do; one that does not answer is written down as failed. Throws NOT_FOUND. */
  async probe(modelId: string): Promise<ConfiguredModel> {
    const model = await this.registry.get(modelId);
    await this.audit.record({ action: 'models.probed', subject: modelId });
    try {
      await this.running.probe(model);
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
    }
    return this.registry.get(modelId);
  }

  /** Throws NOT_FOUND; INVALID_INPUT for a language that we don't write, and for a model that says not what it can. */
  async tryOut(modelId: string, language: string): Promise<Trial> {
    const locale = LOCALES.find((known) => known === language);
    if (!locale) throw refused('language', 'unknown-language', `Texts are written in ${LOCALES.join(' and ')}.`);
    const stored = await this.registry.get(modelId);
    const model = stored.capabilities === null ? await this.probe(modelId) : stored;
    if (model.capabilities === null || gradeOf(model) === null) {
      const why = model.stateReason ?? 'It keeps neither a grammar nor a JSON schema: choose how it words, or another.';
      throw refused('modelId', 'model-not-usable', why);
    }
    await this.audit.record({ action: 'models.tried', subject: modelId, detail: { language } });
    const began = performance.now();
    const told = await this.narrators.of(model).tell(sampleSheet(), locale, { isTrial: true });
    return trialOf(told, locale, (performance.now() - began) / 1000);
  }
}

function trialOf({ narrative, sections }: ToldText, locale: Locale, seconds: number): Trial {
  return {
    headline: plainText(narrative.headline),
    paragraphs: narrative.paragraphs.map(plainText),
    badge: badgeLabel(narrative.badge, locale),
    seconds,
    sections: sections.map(({ section, grade, tries, refusals }) => ({
      section,
      grade,
      tries,
      refusals: refusals.flat().map(({ code, complaint }) => `[${code}] ${complaint}`),
    })),
  };
}

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
