import type { Area } from './route.ts';

/** How a tool takes wafers: one by one into chambers, one after the other, or several lots at once. */
export type Mode = 'chambers' | 'serial' | 'batch';

export interface Tool {
  readonly id: string;
  readonly area: Area;
  readonly mode: Mode;
  /** Chambers, heads or tubes; a serial tool has one without a name. */
  readonly chambers: readonly string[];
}

type Group = readonly [area: Area, mode: Mode, ids: readonly string[], chambers: readonly string[]];

const GROUPS: readonly Group[] = [
  ['Diffusion', 'batch', ['FUR-11', 'FUR-12', 'FUR-13', 'FUR-14'], ['']],
  ['Lithography', 'serial', ['LIT-31', 'LIT-32', 'LIT-33', 'LIT-34'], ['']],
  ['Etch', 'chambers', ['ETC-205', 'ETC-206', 'ETC-207', 'ETC-208', 'ETC-209'], ['A', 'B', 'C', 'D']],
  ['Implant', 'serial', ['IMP-41', 'IMP-42', 'IMP-43'], ['']],
  ['Deposition', 'chambers', ['CVD-301', 'CVD-302', 'CVD-303', 'CVD-304'], ['A', 'B', 'C']],
  ['Metal', 'chambers', ['PVD-351', 'PVD-352', 'PVD-353'], ['A', 'B', 'C', 'D']],
  ['CMP', 'chambers', ['CMP-101', 'CMP-102', 'CMP-103'], ['P1', 'P2', 'P3']],
  ['Wet clean', 'serial', ['WET-05', 'WET-06', 'WET-07', 'WET-08'], ['']],
];

export const TOOLS: readonly Tool[] = GROUPS.flatMap(([area, mode, ids, chambers]) =>
  ids.map((id) => ({ id, area, mode, chambers })),
);

export const METROLOGY_TOOLS = { thickness: 'THK-61', cd: 'CDS-62', overlay: 'OVL-63' } as const;
export const ETEST_TOOL = 'WAT-71';

export interface Tester {
  readonly id: string;
  readonly probeCards: readonly [string, ...string[]];
  readonly loadBoard: string;
}

export const TESTERS: readonly Tester[] = [
  { id: 'TST-81', probeCards: ['PC-18', 'PC-21'], loadBoard: 'LB-04' },
  { id: 'TST-82', probeCards: ['PC-19', 'PC-22'], loadBoard: 'LB-05' },
  { id: 'TST-83', probeCards: ['PC-20', 'PC-23'], loadBoard: 'LB-06' },
];

/** The one tool whose clock was set to another time zone: it reports times that are eight hours ahead. */
export const WRONG_CLOCK = { toolId: 'CVD-302', offsetHours: 8 } as const;

export function toolsOf(area: Area): readonly Tool[] {
  return TOOLS.filter((tool) => tool.area === area);
}
