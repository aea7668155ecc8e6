import { Injectable } from '@nestjs/common';
import {
  defectsOnDies,
  type DefectDies,
  type DieGridOnWafer,
  killRatio,
  type KillRatio,
  type WaferDefectDies,
} from '@fabwright/analytics';
import { dieGeometry, type DieGeometry, type Extent, extentOf, ProductVersionStore } from '@fabwright/fab';
import type { ProductScope } from '@fabwright/platform';
import { DefectChoices } from './defect-choice.ts';
import { DefectRepository, type PlacedInspection } from './defect.repository.ts';
import type { DefectFilter } from './defects.types.ts';
import { excludedIn } from './excluded-wafers.ts';
import type { KillRatioRow, KillRatios } from './kill-ratio.types.ts';
import { type SortMap, SortMapRepository, waferKey } from './sort-map.repository.ts';

/** Wafers whose every die is looked at for one answer; the newest count. */
const MOST_WAFERS = 500;
const MM_PER_UM = 1e-3;

interface LaidWafer extends WaferDefectDies {
  readonly stepId: string;
  readonly stepName: string;
}

/** Defects laid on the sort maps of the same wafers: which class kills, and what it costs. */
@Injectable()
export class KillRatioService {
  constructor(
    private readonly defects: DefectRepository,
    private readonly choices: DefectChoices,
    private readonly maps: SortMapRepository,
    private readonly versions: ProductVersionStore,
  ) {}

  /** By step, any class first, then each class of the choice. */
  async ratios(filter: DefectFilter, scope: ProductScope): Promise<KillRatios> {
    const choice = await this.choices.of(filter, scope);
    const inspections = await this.defects.newest(choice, MOST_WAFERS);
    const maps = await this.maps.ofLots(
      inspections.map((row) => row.lotId),
      scope,
    );
    const sorted = inspections.flatMap((row) => {
      const map = maps.get(waferKey(row.lotId, row.waferId));
      return map === undefined ? [] : [{ row, map }];
    });
    const grids = await this.#grids(sorted);
    const laid = sorted.flatMap(({ row, map }) => {
      const grid = grids.get(row.productId) ?? null;
      return grid === null ? [] : [layOn(row, map, grid)];
    });
    const names = await this.defects.classNames(choice);
    return {
      rows: rowsOf(laid, choice.classes, names),
      inspected: inspections.length,
      withSort: sorted.length,
      excluded: excludedIn(inspections),
      withoutDieSize: sorted.length - laid.length,
    };
  }

  /** By product. Its die map says how dies lie; without one, the tested dies and the pitch that the inspection used. */
  async #grids(
    sorted: readonly { row: PlacedInspection; map: SortMap }[],
  ): Promise<Map<string, DieGridOnWafer | null>> {
    const grids = new Map<string, DieGridOnWafer | null>();
    for (const [productId, of] of Map.groupBy(sorted, ({ row }) => row.productId)) {
      const definition = (await this.versions.current(productId))?.definition ?? null;
      const geometry = dieGeometry(definition, extentOfAll(of.map(({ map }) => map)));
      const pitch = of.find(({ row }) => row.diePitchUm !== null)?.row.diePitchUm ?? null;
      grids.set(productId, gridOf(geometry, pitch));
    }
    return grids;
  }
}

function gridOf(geometry: DieGeometry, pitchUm: readonly [number, number] | null): DieGridOnWafer | null {
  const [pitchX, pitchY] = (pitchUm ?? []).map((um) => um * MM_PER_UM);
  const dieWidthMm = geometry.dieWidthMm ?? pitchX;
  const dieHeightMm = geometry.dieHeightMm ?? pitchY;
  if (dieWidthMm === undefined || dieHeightMm === undefined) return null;
  const { minX, maxX, minY, maxY } = geometry;
  return { dieWidthMm, dieHeightMm, centreX: (minX + maxX) / 2, centreY: (minY + maxY) / 2 };
}

function extentOfAll(maps: readonly SortMap[]): Extent | null {
  const extents = maps.flatMap(({ x, y }) => extentOf(x, y) ?? []);
  return extentOf(
    extents.flatMap(({ minX, maxX }) => [minX, maxX]),
    extents.flatMap(({ minY, maxY }) => [minY, maxY]),
  );
}

function layOn(row: PlacedInspection, map: SortMap, grid: DieGridOnWafer): LaidWafer {
  const laid = defectsOnDies({ lotId: row.lotId, defects: row, inspected: row.inspected, dies: map, grid });
  return { ...laid, stepId: row.stepId, stepName: row.stepName };
}

function rowsOf(
  laid: readonly LaidWafer[],
  classes: readonly number[] | null,
  names: ReadonlyMap<number, string>,
): KillRatioRow[] {
  // In the order in which wafers come to the steps: the newest inspection comes first in `laid`.
  return [...Map.groupBy(laid.toReversed(), (wafer) => wafer.stepId).values()].flatMap((wafers) => {
    const found = new Set(wafers.flatMap((wafer) => [...wafer.byClass.keys()]));
    const codes = [...found].filter((code) => classes === null || classes.includes(code));
    const ofClasses = codes.map((code) => rowOf(wafers, code, names.get(code) ?? ''));
    return [rowOf(wafers, null, ''), ...ofClasses.sort((a, b) => b.diesWith - a.diesWith)];
  });
}

function rowOf(wafers: readonly LaidWafer[], code: number | null, name: string): KillRatioRow {
  const withDefect = (wafer: LaidWafer): DefectDies =>
    code === null ? wafer.hit : (wafer.byClass.get(code) ?? NO_DIES);
  const lots = [...Map.groupBy(wafers, (wafer) => wafer.lotId).values()].map((of) => ({
    with: sumOf(of.map(withDefect)),
    clean: sumOf(of.map((wafer) => wafer.clean)),
  }));
  const { interval, refusal, ...ratio } = killRatio(lots);
  const tested = sumOf(wafers.flatMap(({ clean, hit }) => [clean, hit])).dies;
  return {
    stepId: wafers[0]?.stepId ?? '',
    stepName: wafers[0]?.stepName ?? '',
    code,
    name,
    ...ratio,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    ...refusalOf(refusal),
    limitedYield: ratio.killedDies === null ? null : 1 - ratio.killedDies / tested,
  };
}

const NO_DIES: DefectDies = { dies: 0, good: 0 };

function sumOf(dies: readonly DefectDies[]): DefectDies {
  return dies.reduce((sum, one) => ({ dies: sum.dies + one.dies, good: sum.good + one.good }), NO_DIES);
}

function refusalOf(refusal: KillRatio['refusal']): Pick<KillRatioRow, 'refusal' | 'has' | 'needs'> {
  if (refusal === null) return { refusal: null, has: null, needs: null };
  const has = 'dies' in refusal ? refusal.dies : 'lots' in refusal ? refusal.lots : null;
  return { refusal: refusal.kind, has, needs: 'needs' in refusal ? refusal.needs : null };
}
