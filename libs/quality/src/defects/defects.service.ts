import { Injectable } from '@nestjs/common';
import { classPareto, defectAdders, inspectedDensity } from '@fabwright/analytics';
import { encodeFloat32, encodeInt16, encodeInt8 } from '@fabwright/contracts';
import type { ProductScope } from '@fabwright/platform';
import { DefectChoices } from './defect-choice.ts';
import { DefectRepository, type InspectionRow, type PlacedInspection } from './defect.repository.ts';
import { addersOfClasses, type AdderCounts } from './adders-of-classes.ts';
import type {
  DefectClass,
  DefectFilter,
  DefectOverview,
  DensityPoint,
  InspectedWafer,
  StepAdders,
  StepDensity,
} from './defects.types.ts';
import { excludedIn } from './excluded-wafers.ts';
import type { WaferInspection } from './wafer-inspection.types.ts';

/** With all their defects in memory; the newest count. */
const MOST_PLACED = 2000;
const LATEST = 50;

/** What inspections found: density by step, classes, adders, and the defects of one wafer. */
@Injectable()
export class DefectsService {
  constructor(
    private readonly defects: DefectRepository,
    private readonly choices: DefectChoices,
  ) {}

  async overview(filter: DefectFilter, scope: ProductScope): Promise<DefectOverview> {
    const choice = await this.choices.of(filter, scope);
    const rows = await this.defects.inspections(choice);
    const names = await this.defects.classNames(choice);
    return {
      period: choice.period,
      inspections: rows.length,
      excludedWafers: excludedIn(rows),
      steps: densities(rows),
      trend: trendOf(rows),
      classes: named(await this.defects.classCounts(choice), names),
      latest: rows.slice(-LATEST).reverse().map(latestOf),
      filter,
    };
  }

  /** Between each inspection of a wafer and the one before it, summed up by step. */
  async adders(filter: DefectFilter, scope: ProductScope): Promise<StepAdders[]> {
    const choice = await this.choices.of(filter, scope);
    // The inspection before may have been at another step.
    const rows = await this.defects.newest({ ...choice, stepId: null }, MOST_PLACED);
    const byStep = new Map<string, StepAdders>();
    for (const wafer of Map.groupBy(rows, ({ lotId, waferId }) => JSON.stringify([lotId, waferId])).values()) {
      const inOrder = wafer.sort((a, b) => a.inspectedAt.getTime() - b.inspectedAt.getTime());
      inOrder.forEach((later, at) => {
        const earlier = inOrder[at - 1];
        if (earlier === undefined || (choice.stepId !== null && later.stepId !== choice.stepId)) return;
        addUp(byStep, earlier, later, addersOfClasses(earlier, later, choice));
      });
    }
    return [...byStep.values()].map((step) => ({ ...step, perWafer: step.adders / step.wafers }));
  }

  /** In time order. A wafer that may not be seen has none. */
  async ofWafer(lotId: string, waferId: string, toleranceMm: number | null, scope: ProductScope) {
    const tolerance = (await this.choices.of({ toleranceMm }, scope)).toleranceMm;
    const rows = await this.defects.ofWafer(lotId, waferId, scope);
    const names = await this.defects.classNamesOfWafer(lotId, waferId, scope);
    return rows.map((row, at) => waferInspection(row, rows[at - 1] ?? null, tolerance, names));
  }
}

function densities(rows: readonly InspectionRow[]): StepDensity[] {
  return [...Map.groupBy(rows, (row) => row.stepId)].map(([stepId, of]) => {
    const { value, interval, wafers, lots, defects, areaCm2 } = inspectedDensity(of);
    const [low, high] = 'low' in interval ? [interval.low, interval.high] : [null, null];
    return { stepId, stepName: of[0]?.stepName ?? stepId, wafers, lots, defects, areaCm2, density: value, low, high };
  });
}

function trendOf(rows: readonly InspectionRow[]): DensityPoint[] {
  const groups = Map.groupBy(rows, ({ stepId, lotId }) => JSON.stringify([stepId, lotId]));
  const points = [...groups.values()].map((of) => {
    const { value, wafers, defects } = inspectedDensity(of);
    const last = of.at(-1);
    if (last === undefined) throw new Error('A group has a member.');
    return { stepId: last.stepId, lotId: last.lotId, at: last.inspectedAt, wafers, defects, density: value };
  });
  return points.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function named(
  counts: readonly { code: number; defects: number }[],
  names: ReadonlyMap<number, string>,
): DefectClass[] {
  return classPareto(counts).map((one) => ({ ...one, name: names.get(one.code) ?? '' }));
}

function latestOf(row: InspectionRow): InspectedWafer {
  const { productId: _productId, excluded: _excluded, areaCm2, ...shown } = row;
  return { ...shown, density: areaCm2 > 0 ? row.defects / areaCm2 : null };
}

const COUNTS = ['adders', 'carried', 'gone', 'unplaced'] as const;

function addUp(
  byStep: Map<string, StepAdders>,
  earlier: PlacedInspection,
  later: PlacedInspection,
  found: AdderCounts,
): void {
  const key = JSON.stringify([earlier.stepId, later.stepId]);
  const sum = byStep.get(key) ?? {
    stepId: later.stepId,
    stepName: later.stepName,
    previousStepId: earlier.stepId,
    previousStepName: earlier.stepName,
    wafers: 0,
    adders: 0,
    carried: 0,
    gone: 0,
    unplaced: 0,
    perWafer: 0,
  };
  sum.wafers += 1;
  for (const count of COUNTS) sum[count] += found[count];
  byStep.set(key, sum);
}

function waferInspection(
  row: PlacedInspection,
  before: PlacedInspection | null,
  toleranceMm: number,
  names: ReadonlyMap<number, string>,
): WaferInspection {
  const found = before && defectAdders(before, row, toleranceMm);
  const counts = [...Map.groupBy(row.classCode, (code) => code)].map(([code, of]) => ({ code, defects: of.length }));
  const { inspectionId, stepId, stepName, toolId, inspectedAt, defects, areaCm2 } = row;
  return {
    inspectionId,
    stepId,
    stepName,
    toolId,
    inspectedAt,
    defects,
    density: areaCm2 > 0 ? defects / areaCm2 : null,
    adders: found?.adders ?? null,
    classes: named(counts, names),
    x: encodeFloat32(row.x),
    y: encodeFloat32(row.y),
    size: encodeFloat32(row.sizeUm),
    classCode: encodeInt16(Int16Array.from(row.classCode)),
    added: encodeInt8(Int8Array.from(found?.added ?? new Uint8Array(row.x.length))),
  };
}
