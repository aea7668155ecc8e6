import type { PassageInput } from '../../population/population.types.ts';
import { SplitKind } from '../explore.types.ts';
import type { Visit } from './lot-trend.ts';

/** A run as `run_places` holds it: lists in the order of the wafers' ids. */
export interface RunPlaces {
  readonly lotId: string;
  readonly toolId: string;
  readonly recipeVersion: string;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
  /** A JSON list. */
  readonly waferIds: string;
  /** Null where nobody asks for them. */
  readonly chambers: readonly (string | null)[] | null;
  /** Where a wafer ended by itself: of each wafer; else null. */
  readonly ownEnds: readonly number[] | null;
}

/** A run as the groups of a split see it, and those of its wafers that went as the passage says; null for none. */
export type AsVisit = (run: RunPlaces) => Visit | null;

/** `kind`: what the groups are; null where nobody asks for them. */
export function asVisit(kind: SplitKind | null, { chamber }: PassageInput): AsVisit {
  const labelsOf = kind === null ? () => null : labelling(kind);
  return (run) => {
    const visit = { lotId: run.lotId, waferIds: run.waferIds, labels: labelsOf(run), at: run.ownEnds ?? run.endedAt };
    return chamber ? inChamber(visit, run.chambers ?? [], chamber) : visit;
  };
}

/** Only the wafers that were in this chamber. */
function inChamber(visit: Visit, chambers: readonly (string | null)[], wanted: string): Visit | null {
  const there = chambers.flatMap((chamber, wafer) => (chamber === wanted ? [wafer] : []));
  if (there.length === 0) return null;
  if (there.length === chambers.length) return visit;
  const ids = JSON.parse(visit.waferIds) as string[];
  const chosen = <T>(values: readonly T[] | T): readonly T[] | T =>
    Array.isArray(values) ? there.map((wafer) => values[wafer] as T) : values;
  return {
    lotId: visit.lotId,
    waferIds: JSON.stringify(there.map((wafer) => ids[wafer])),
    labels: chosen(visit.labels),
    at: chosen(visit.at),
  };
}

type Labels = Visit['labels'];

function labelling(kind: SplitKind): (run: RunPlaces) => Labels {
  if (kind === SplitKind.TOOL) return ({ toolId }) => toolId;
  if (kind === SplitKind.RECIPE_VERSION) return ({ recipeVersion }) => recipeVersion;
  const known = new Map<string, Map<string | null, string>>();
  return ({ toolId, chambers }) => {
    const ofTool = known.get(toolId) ?? new Map<string | null, string>();
    known.set(toolId, ofTool);
    return (chambers ?? []).map((chamber) => placeIn(ofTool, toolId, chamber));
  };
}

/** One string a place, not one a wafer. */
function placeIn(ofTool: Map<string | null, string>, toolId: string, chamber: string | null): string {
  const known = ofTool.get(chamber);
  if (known !== undefined) return known;
  const place = chamber === null ? toolId : `${toolId}/${chamber}`;
  ofTool.set(chamber, place);
  return place;
}
