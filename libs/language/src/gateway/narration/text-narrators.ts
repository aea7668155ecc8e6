import { Injectable, Logger } from '@nestjs/common';
import type { Locale } from '@fabwright/facts';
import type { FactSheet, Section } from '../../fact-sheet/fact-sheet.ts';
import { narrateWith, type SectionOutcome } from '../../narration/narrate.ts';
import type { Narrative } from '../../narration/narrative.ts';
import type { PhrasingOptions } from './model-phraser.ts';
import { narrateByTemplate } from '../../narration/template-narrator.ts';
import { checkNarrative } from '../../verifier/check-narrative.ts';
import { gradeOf, type ConfiguredModel } from '../registry/configured-model.ts';
import { ModelsFolder } from '../registry/models-folder.ts';
import { LanguageGateway } from '../run/language-gateway.ts';
import { RunningModels } from '../run/running-models.ts';
import { modelPhraser } from './model-phraser.ts';
import { PROMPT_VERSIONS } from './prompts.ts';

export interface TellOptions extends PhrasingOptions {
  /** Before each section; `done` is the fraction of them that are worded. What it throws ends the narration. */
  readonly onSection?: (section: Section, done: number) => Promise<void>;
}

export interface ToldText {
  readonly narrative: Narrative;
  /** How each section came to be; empty where no model was asked. */
  readonly sections: readonly SectionOutcome[];
  /** A section is template text because the model gave no answer: asked again, the text may be another one. */
  readonly modelWasAway: boolean;
}

/** Who words a text, as chosen at one moment: the same narrator words it to its end, whatever is switched meanwhile. */
export interface TextNarrator {
  /** Another one for another model, version, grade or prompt: what is kept of a text is kept under it. */
  readonly identity: string;
  tell(sheet: FactSheet, locale: Locale, options?: TellOptions): Promise<ToldText>;
}

/** Words by templates; asks nobody. */
export const TEMPLATES: TextNarrator = {
  identity: 'G0',
  tell: (sheet, locale) =>
    Promise.resolve({ narrative: narrateByTemplate(sheet, locale), sections: [], modelWasAway: false }),
};

/** The model that narrates where one is assigned, else the templates. A text comes of it in any case. */
@Injectable()
export class TextNarrators {
  readonly #log = new Logger('TextNarrators');

  constructor(
    private readonly gateway: LanguageGateway,
    private readonly running: RunningModels,
    private readonly folder: ModelsFolder,
  ) {}

  async now(signal?: AbortSignal): Promise<TextNarrator> {
    const assigned = await this.gateway.assigned('narration');
    return assigned ? this.of(await this.#known(assigned, signal)) : TEMPLATES;
  }

  /** A model that can hold no form, and for which nobody chose one, words nothing. */
  of(model: ConfiguredModel): TextNarrator {
    const grade = gradeOf(model);
    if (grade === null) return { ...TEMPLATES, identity: `G0/${model.modelId}` };
    return {
      identity: [grade, model.modelId, model.version, model.hash ?? '', PROMPT_VERSIONS[grade]].join('/'),
      tell: (sheet, locale, options = {}) => this.#tell(model, grade, sheet, locale, options),
    };
  }

  /** Who was never asked what it can do is asked now; where that fails it stays unknown and the templates word. */
  async #known(model: ConfiguredModel, signal: AbortSignal | undefined): Promise<ConfiguredModel> {
    if (model.capabilities !== null) return model;
    try {
      const capabilities = await this.running.probe(model, signal);
      return { ...model, capabilities, hash: capabilities.hash };
    } catch (error) {
      signal?.throwIfAborted();
      this.#log.warn({ err: error, model: model.name }, 'the model does not say what it can do: templates word');
      return model;
    }
  }

  async #tell(
    model: ConfiguredModel,
    grade: 'G1' | 'G2',
    sheet: FactSheet,
    locale: Locale,
    { onSection, ...options }: TellOptions,
  ): Promise<ToldText> {
    const taught = grade === 'G2' ? await this.folder.taughtWordings(model.place) : null;
    const phraser = modelPhraser(this.gateway, model, grade, { ...options, taught });
    const told = await narrateWith(phraser, sheet, locale, onSection ? { onSection } : {});
    options.signal?.throwIfAborted();
    const check = checkNarrative(told.narrative, sheet);
    if (check.kind === 'ok') return { ...told, modelWasAway: told.sections.some(isWithoutAnswer) };
    // each section was verified; that the whole is refused is a defect of ours, and still no reason for no report
    this.#log.error(
      { model: model.name, codes: check.refusals.map(({ code }) => code) },
      'a text of verified sections was refused as a whole: templates word it',
    );
    return { ...(await TEMPLATES.tell(sheet, locale)), sections: told.sections };
  }
}

function isWithoutAnswer({ grade, refusals }: SectionOutcome): boolean {
  return grade === 'G0' && refusals.flat().some(({ code }) => code === 'no-answer');
}
