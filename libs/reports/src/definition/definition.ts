import type { Role } from '@fabwright/platform';
import type { LotType } from '@fabwright/quality';
import type { Paper } from '../render/paper.ts';

/** In place of a product: all of them. Only for those who may see all, which no scope of products names. */
export const EVERY_PRODUCT = '*';

/** `own`: each recipient's own language; `both`: one file in each. */
export const SCHEDULE_LANGUAGES = ['own', 'en', 'zh-CN', 'both'] as const;
export type ScheduleLanguage = (typeof SCHEDULE_LANGUAGES)[number];

/** What a report is about, whenever it is made. Which period it covers follows from its kind and the time. */
export interface ReportDefinition {
  readonly kind: string;
  readonly productId: string;
  /** Null = the first. */
  readonly insertion: string | null;
  /** Null = production lots. */
  readonly lotTypes: readonly LotType[] | null;
  /** Keys of its sections in their order; null = all of its kind. */
  readonly sections: readonly string[] | null;
  readonly language: ScheduleLanguage;
  readonly paper: Paper;
}

/** A definition as somebody writes it. */
export interface DefinitionDraft extends ReportDefinition {
  readonly name: string;
  /** Roles that see it too; what it shows is still limited to what they may see. */
  readonly sharedWith: readonly Role[];
}

/** A definition as it is kept. */
export interface SavedDefinition extends DefinitionDraft {
  readonly definitionId: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly deletedAt: Date | null;
  /** Counts its changes. */
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** The part that says what a report is about. */
export function definitionOf(from: ReportDefinition): ReportDefinition {
  const { kind, productId, insertion, lotTypes, sections, language, paper } = from;
  return { kind, productId, insertion, lotTypes, sections, language, paper };
}
