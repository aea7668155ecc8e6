import type { FactSource, Period } from '@fabwright/facts';
import { toolsFactSheet, type DifferingTool, type FactSheet } from '@fabwright/language';
import { ToolReading } from '@fabwright/quality';
import type { ToolComparison } from './tool-report-figures.ts';

const DIFFERENT: readonly ToolReading[] = [ToolReading.LOWER, ToolReading.HIGHER];

/** Comparisons that found a difference beyond chance. */
export function differences(comparisons: readonly ToolComparison[]): ToolComparison[] {
  return comparisons.filter(({ reading }) => DIFFERENT.includes(reading));
}

/** Comparisons for which there were enough lots. */
export function decidedOnes(comparisons: readonly ToolComparison[]): ToolComparison[] {
  return comparisons.filter(({ reading }) => reading !== ToolReading.INCONCLUSIVE);
}

/** Tools, each once. */
export function toolsOf(comparisons: readonly ToolComparison[]): string[] {
  return [...new Set(comparisons.map(({ toolId }) => toolId))];
}

/** Those that differ first, by the size of their difference; then the others by tool, step and product. */
export function inOrder(comparisons: readonly ToolComparison[]): ToolComparison[] {
  const rank = (one: ToolComparison): number => (DIFFERENT.includes(one.reading) ? -Math.abs(one.difference ?? 0) : 1);
  const place = ({ toolId, stepId, productId }: ToolComparison): string => [toolId, stepId, productId].join('\n');
  return [...comparisons].sort((a, b) => rank(a) - rank(b) || (place(a) < place(b) ? -1 : 1));
}

/** Facts and statements about the tools of a period; each tool stands by its largest difference. Pure. */
export function toolSheet(
  comparisons: readonly ToolComparison[],
  about: { readonly name: string; readonly period: Period; readonly source: FactSource },
): FactSheet {
  const byTool = Map.groupBy(differences(comparisons), ({ toolId }) => toolId);
  const differing = [...byTool].map(([name, own]): DifferingTool => {
    const sizes = own.map(({ difference }) => difference ?? 0).sort((a, b) => Math.abs(b) - Math.abs(a));
    return { name, difference: sizes[0] ?? 0 };
  });
  return toolsFactSheet({
    ...about,
    tools: toolsOf(comparisons).length,
    decided: toolsOf(decidedOnes(comparisons)).length,
    differing,
  });
}
