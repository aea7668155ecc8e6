import { NORMAL_ORIENTATION, type DieMapVersion, type MapOrientation } from '@fabwright/fab';

export interface DieMapInForce {
  readonly grossDies: number | null;
  readonly orientation: MapOrientation;
}

const UNDEFINED: DieMapInForce = { grossDies: null, orientation: NORMAL_ORIENTATION };

/**
 * The definition that holds for a wafer tested at `at`: the highest version in effect by then, or the lowest there is,
 * since results may be older than the first definition that anyone sent.
 */
export function dieMapInForce(versions: readonly DieMapVersion[], at: Date): DieMapInForce {
  const ordered = [...versions].sort((a, b) => a.version - b.version);
  const chosen = ordered.findLast((version) => version.effectiveAt <= at) ?? ordered[0];
  if (!chosen) return UNDEFINED;
  const { grossDies, notch, axisX, axisY } = chosen;
  return { grossDies, orientation: { notch, axisX, axisY } };
}
