import type { Lot, Run } from '../flow/lot.ts';
import { runOf } from '../flow/lot.ts';
import { ROUTE } from '../model/route.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import type { Link } from './planted-causes.ts';

/** Where a wafer goes at the second of two linked steps: the same tool, the next chamber. */
export function followed(tool: Tool, chamber: string): { toolId: string; chamber: string } {
  const next = (tool.chambers.indexOf(chamber) + 1) % tool.chambers.length;
  return { toolId: tool.id, chamber: tool.chambers[next] ?? '' };
}

/**
 * The run of a second linked step as it is when its wafers follow from the first: chambers that are always used
 * together. Only names change, times stay. Wafers that are not sure to have come from one tool stay as they were.
 */
export function linked(run: Run, link: Link | undefined): Run {
  const first = link && run.step.index === link.second ? ROUTE[link.first] : undefined;
  if (!first) return run;
  const before = run.wafers.map((wafer) => runOf(run.lot, first, wafer));
  const tool = TOOLS.find((one) => one.id === before[0]?.toolId);
  if (!tool || before.some((one) => one?.toolId !== tool.id)) return run;
  const chambers = run.wafers.map((wafer, i) => {
    const earlier = before[i];
    return followed(tool, earlier?.chambers[earlier.wafers.indexOf(wafer)] ?? '').chamber;
  });
  const changed: Run = { ...run, toolId: tool.id, chambers };
  keep(run.lot, changed);
  return changed;
}

function keep(lot: Lot, run: Run): void {
  for (const wafer of run.wafers) lot.runs[run.step.index * lot.waferIds.length + wafer] = run;
}
