import { PRECISION, type FactSource, type Period } from '@fabwright/facts';
import type { FactSheet } from './fact-sheet.ts';
import { SheetBuilder } from './sheet-builder.ts';

/** A tool whose lots read otherwise than those of the other tools of its step, beyond chance. */
export interface DifferingTool {
  readonly name: string;
  /** Its lots minus the others, a fraction of 1. */
  readonly difference: number;
}

/** How the tools of a period stand to each other. */
export interface ToolsSheetInput {
  /** What all of it is called: the fab, or the one product. */
  readonly name: string;
  readonly period: Period;
  /** Tools with something to compare, and those of them for which that could be decided. */
  readonly tools: number;
  readonly decided: number;
  /** Each tool once, by its largest difference. */
  readonly differing: readonly DifferingTool[];
  readonly source: FactSource;
}

/** Facts and statements about tool matching. Pure: the same input gives the same sheet. */
export function toolsFactSheet(input: ToolsSheetInput): FactSheet {
  const { name, period, tools, decided, differing, source } = input;
  const sheet = new SheetBuilder({ kind: 'tools', subject: { type: 'group', name }, names: [name], period });
  if (decided === 0) sheet.say('headline.tools.undecided', 'headline', {}, { effect: 1 });
  else if (differing.length === 0) sheet.say('headline.tools.same', 'headline', {}, { effect: 1 });
  else {
    const share = sheet.share('tools.differing', differing.length, decided, 'tools', source);
    sheet.say('headline.tools.differ', 'headline', { differing: share }, { effect: 2 });
    addEnds(sheet, input);
    sheet.say('open.cause', 'open', {}, { effect: Number.MAX_VALUE });
  }
  if (decided < tools) {
    const undecided = sheet.share('tools.undecided', tools - decided, tools, 'tools', source);
    sheet.say('open.tools-undecided', 'open', { undecided }, { effect: Number.MAX_VALUE });
  }
  return sheet.build();
}

function addEnds(sheet: SheetBuilder, { differing, source }: ToolsSheetInput): void {
  const ordered = [...differing].sort((a, b) => a.difference - b.difference || (a.name < b.name ? -1 : 1));
  const [lowest, highest] = [ordered[0], ordered.at(-1)];
  const rolesOf = ({ name, difference }: DifferingTool) => ({
    tool: sheet.name({ type: 'tool', name }, source),
    apart: sheet.points('yield.tool-change', 100 * difference, PRECISION.loss, source, {
      ...{ signed: true, moreIs: 'good', names: [name], subject: { type: 'tool', name } },
    }),
  });
  if (lowest && lowest.difference < 0) {
    const effect = Math.abs(100 * lowest.difference) + 1;
    sheet.say('tools.lower', 'where', rolesOf(lowest), { effect });
  }
  if (highest && highest.difference > 0) {
    const effect = 100 * highest.difference;
    sheet.say('tools.higher', 'where', rolesOf(highest), { effect });
  }
}
