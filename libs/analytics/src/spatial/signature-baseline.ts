import { median } from '../distribution/quantiles.ts';
import { MAD_TO_SIGMA } from '../spc/control-constants.ts';
import type { DieCounts, WaferGeometry, ZoneRate } from './ring-sector-profile.ts';
import { smoothPolar, type SignatureGrid } from './signature.ts';
import type { NoSpatialTest, SignatureBaseline, SignatureScore } from './spatial-types.ts';
import { assignZones, zoneRates } from './zones.ts';

/** Fewer healthy wafers don't show how wafers differ. */
export const MIN_WAFERS_FOR_BASELINE = 30;
/** On the log scale; measured on simulated edge-loss wafers: about 1 healthy wafer of 500 lies beyond. */
const WIDTH = 3.5;

/**
 * Healthy wafers of a product as a picture by ring × sector (default 5 × 8), frozen: fail rate of each cell, the usual size
 * of the statistic and its limit, learnt from the wafers robustly so that a few bad ones among them don't widen it. One entry a wafer, all with the same geometry.
 */
export function signatureBaseline(
  wafers: readonly DieCounts[],
  geometry: WaferGeometry,
  { rings = 5, sectors = 8 }: SignatureGrid = {},
): SignatureBaseline | NoSpatialTest {
  const cells = wafers.map((wafer) => cellsOf(wafer, geometry, rings, sectors));
  const total = (of: (rate: ZoneRate) => number): number =>
    cells.reduce((sum, rates) => sum + rates.reduce((inner, rate) => inner + of(rate), 0), 0);
  const refuse = (reason: NoSpatialTest['reason'], needs: number): NoSpatialTest => ({
    kind: 'no-spatial-test',
    reason,
    dies: total(({ tested }) => tested),
    failed: total(({ failed }) => failed),
    needs,
  });
  if (wafers.length < MIN_WAFERS_FOR_BASELINE) return refuse('too-few-wafers', MIN_WAFERS_FOR_BASELINE);
  const rates = Array.from({ length: rings * sectors }, (_, cell) => pooledRate(cells, cell));
  const raw = cells.map((wafer) => patternOf(wafer, rates, sectors).size).filter((value) => value > 0);
  if (raw.length < MIN_WAFERS_FOR_BASELINE) return refuse('too-few-fails', 1);
  const typical = median(raw);
  const logs = raw.map((value) => Math.log(value / typical));
  const spread = MAD_TO_SIGMA * median(logs.map((value) => Math.abs(value)));
  return {
    kind: 'signature-baseline',
    rings,
    sectors,
    rates,
    typical,
    limit: Math.exp(WIDTH * spread),
    wafers: wafers.length,
  };
}

/**
 * Does a wafer fail where others don't? The mean square of its cells' Pearson residuals against the baseline at
 * the wafer's own fail level, smoothed over neighbouring cells so that a place speaks louder than noise: a wafer that is merely bad everywhere seldom alarms, one that fails in a place is told even when its yield is in
 * spec. Null for a wafer without fails or verdicts.
 */
export function signatureScore(
  wafer: DieCounts,
  geometry: WaferGeometry,
  baseline: SignatureBaseline,
): SignatureScore | null {
  const { rings, sectors, rates, typical, limit } = baseline;
  const { size, residuals } = patternOf(cellsOf(wafer, geometry, rings, sectors), rates, sectors);
  if (!(size > 0)) return null;
  const statistic = size / typical;
  const leading = residuals
    .map((residual, cell) => ({ ring: Math.floor(cell / sectors), sector: cell % sectors, residual }))
    .sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual))
    .slice(0, 5);
  return { statistic, limit, outside: statistic > limit, leading };
}

function cellsOf(wafer: DieCounts, geometry: WaferGeometry, rings: number, sectors: number): ZoneRate[] {
  return zoneRates(wafer, assignZones(wafer.x, wafer.y, geometry, { kind: 'rings-sectors', rings, sectors }));
}

/** Half a fail in one die more keeps a cell that never failed from being impossible. */
function pooledRate(cells: readonly (readonly ZoneRate[])[], cell: number): number {
  const failed = cells.reduce((sum, wafer) => sum + (wafer[cell]?.failed ?? 0), 0.5);
  return failed / cells.reduce((sum, wafer) => sum + (wafer[cell]?.tested ?? 0), 1);
}

function patternOf(
  cells: readonly ZoneRate[],
  rates: readonly number[],
  sectors: number,
): { readonly size: number; readonly residuals: number[] } {
  const failed = cells.reduce((sum, cell) => sum + cell.failed, 0);
  const usual = cells.reduce((sum, cell, i) => sum + cell.tested * (rates[i] ?? 0), 0);
  if (failed === 0 || !(usual > 0)) return { size: 0, residuals: [] };
  const residuals = cells.map((cell, i) => {
    const share = Math.min(0.995, ((rates[i] ?? 0) * failed) / usual);
    return cell.tested > 0 ? (cell.failed - cell.tested * share) / Math.sqrt(cell.tested * share * (1 - share)) : 0;
  });
  const smooth = smoothPolar(residuals, cells.length / sectors, sectors);
  return { size: smooth.reduce((sum, residual) => sum + residual ** 2, 0) / cells.length, residuals };
}
