import { formatFactInterval } from '@fabwright/facts';
import type { ReportContent } from '../document/report-content.ts';
import type { FinishedReport } from './finished-report.ts';

/** A numbered fact of a report, as a screen opens it. */
export interface ScreenFact {
  readonly id: string;
  readonly key: string;
  readonly text: string;
  readonly definition: string;
  readonly interval: string | null;
  readonly n: number | null;
  readonly query: string;
  readonly rows: number;
  readonly asOf: string;
}

/** A report for a screen: what the paper says, and what stands behind each numbered value. */
export interface ScreenContent extends Omit<ReportContent, 'evidence'> {
  readonly facts: readonly ScreenFact[];
}

/** Pure. */
export function screenContent({ content, facts }: FinishedReport): ScreenContent {
  const { evidence, ...rest } = content;
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  return {
    ...rest,
    facts: evidence.flatMap(({ reference, value, definition, key }) => {
      const fact = byKey.get(key);
      if (!fact) return [];
      return [
        {
          ...{ id: reference, key, text: value, definition },
          ...{ interval: formatFactInterval(fact, content.language), n: fact.n?.value ?? null },
          ...{ query: fact.source.query, rows: fact.source.rows, asOf: fact.source.asOf },
        },
      ];
    }),
  };
}
