import type {
  ReportDefinitionFragment,
  ReportDefinitionInput,
  ReportKindFragment,
  ReportOrderInput,
} from '@fabwright/data-access';

/** In place of a product: all of them. */
export const EVERY_PRODUCT = '*';
export const LOT_TYPES: readonly string[] = ['PRODUCTION', 'ENGINEERING', 'QUALIFICATION'];

/** A report as the builder holds it. */
export interface DefinitionDraft {
  readonly name: string;
  readonly kind: string;
  readonly productId: string;
  /** Empty = the first. */
  readonly insertion: string;
  readonly lotTypes: readonly string[];
  readonly sections: readonly string[];
  readonly language: string;
  readonly paper: string;
  readonly sharedWith: readonly string[];
}

/** A report of a kind with everything that it can have. */
export function newDefinition(
  { kind, sections, everyProduct }: ReportKindFragment,
  productId: string,
): DefinitionDraft {
  return {
    ...{ name: '', kind, productId: everyProduct ? EVERY_PRODUCT : productId, insertion: '' },
    ...{ lotTypes: ['PRODUCTION'], sections, language: 'OWN', paper: 'A4', sharedWith: [] },
  };
}

export function draftOfDefinition(
  definition: ReportDefinitionFragment,
  kinds: readonly ReportKindFragment[],
): DefinitionDraft {
  const { name, kind, productId, insertion, lotTypes, sections, language, paper, sharedWith } = definition;
  const all = kinds.find((one) => one.kind === kind)?.sections ?? [];
  return {
    ...{ name, kind, productId, language, paper, sharedWith, insertion: insertion ?? '' },
    ...{ lotTypes: lotTypes ?? ['PRODUCTION'], sections: sections ?? all },
  };
}

/** Another kind has other sections, and may be about one product only. */
export function ofKind(draft: DefinitionDraft, kind: ReportKindFragment, firstProduct: string): DefinitionDraft {
  const productId = draft.productId === EVERY_PRODUCT && !kind.everyProduct ? firstProduct : draft.productId;
  const all = kind.narrowed ? {} : { insertion: '', lotTypes: ['PRODUCTION'] };
  return { ...draft, ...all, kind: kind.kind, sections: kind.sections, productId };
}

/** Moves a section by so many places; out of the list it stays where it is. */
export function moved(sections: readonly string[], key: string, by: number): readonly string[] {
  const at = sections.indexOf(key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= sections.length) return sections;
  const rest = sections.filter((other) => other !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}

export function inputOfDefinition(draft: DefinitionDraft): ReportDefinitionInput {
  const { name, sharedWith, language } = draft;
  // The form offers the schema's own names only; its lists are typed as text.
  return structuredClone({
    name: name.trim(),
    sharedWith,
    language,
    ...aboutOf(draft),
  }) as unknown as ReportDefinitionInput;
}

/** What is asked for a period, in a language. */
export function orderOf(draft: DefinitionDraft, period: string, language: string): ReportOrderInput {
  return structuredClone({ ...aboutOf(draft), period, language }) as unknown as ReportOrderInput;
}

function aboutOf({ kind, productId, insertion, lotTypes, sections, paper }: DefinitionDraft) {
  const usual = lotTypes.length === 1 && lotTypes[0] === 'PRODUCTION';
  return {
    ...{ kind, productId, sections, paper },
    insertion: insertion === '' ? null : insertion,
    lotTypes: usual ? null : lotTypes,
  };
}
