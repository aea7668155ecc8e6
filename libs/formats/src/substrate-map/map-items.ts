import type { BinDefinition, PartSegment, SortFileItem, WaferLayout } from '../sort-file/sort-file.ts';
import { PartFlag } from '../sort-file/verdict.ts';
import type { BinDraft, MapDraft } from './map-draft.ts';

export interface MapHeader {
  readonly format: 'E142' | 'G85';
  readonly lotId: string;
  readonly product: string;
  readonly mapName: string;
  /** Seconds of the local clock of where the map was made; null when it does not tell. */
  readonly createdAt: number | null;
}

export interface Die {
  readonly x: number;
  readonly y: number;
  readonly bin: number;
}

export function layoutItem(map: MapDraft): WaferLayout {
  const { grid, axes } = map;
  return {
    kind: 'wafer-layout',
    waferSizeMm: null,
    dieHeightMm: grid.dieHeightMm,
    dieWidthMm: grid.dieWidthMm,
    notch: map.notch,
    centerX: null,
    centerY: null,
    positiveX: axes.x,
    positiveY: axes.y,
    referenceDie: map.referenceDie,
  };
}

export function segmentOf(dies: readonly Die[], map: MapDraft, wafer: number): PartSegment {
  const count = dies.length;
  const bins = Uint16Array.from(dies, ({ bin }) => bin);
  return {
    kind: 'segment',
    wafer,
    waferId: map.waferId,
    firstRecord: map.parts,
    count,
    x: Int16Array.from(dies, ({ x }) => x),
    y: Int16Array.from(dies, ({ y }) => y),
    head: new Uint8Array(count),
    site: new Uint8Array(count),
    hardBin: bins,
    softBin: bins,
    flags: new Uint8Array(count).fill(PartFlag.outcomeInvalid),
    testsExecuted: new Uint16Array(count),
    testTimeMs: new Uint32Array(count),
    partId: null,
    partText: null,
    tests: [],
  };
}

export function definitionOf({ number, name, quality, count }: BinDraft): BinDefinition {
  const outcome = /^pass$/i.test(quality) ? 'pass' : /^fail$/i.test(quality) ? 'fail' : null;
  return { bin: number, name, outcome, testerCount: count };
}

export function headerItem({ format, lotId, product, mapName, createdAt }: MapHeader): SortFileItem {
  return {
    kind: 'header',
    lotId,
    product,
    program: mapName === '' ? format : `${format} ${mapName}`,
    programRevision: '',
    startTime: createdAt,
    setupTime: null,
    subLotId: '',
    insertion: '',
    flow: '',
    tester: '',
    testerType: '',
    station: null,
    temperature: '',
    operator: '',
    mode: '',
    retestCode: '',
    packageType: '',
    family: '',
    dateCode: '',
    facility: '',
    floor: '',
    process: '',
    designRevision: '',
    comment: '',
  };
}
