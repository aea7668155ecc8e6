import { Injectable } from '@nestjs/common';
import {
  BinCatalogue,
  LotHistoryRepository,
  type Bin,
  type DieGeometry,
  type LotChild,
  type LotEvent,
  type LotHold,
} from '@fabwright/fab';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { LotsService } from '../lots/lots.service.ts';
import { TestRepository } from '../parametric/test.repository.ts';
import { WaferGeometryService } from '../wafer/wafer-geometry.service.ts';
import { WaferRepository } from '../wafer/wafer.repository.ts';
import type { TestDefinition, TestRunRow } from '../wafer/wafer.types.ts';
import { Lot } from './lot.types.ts';

/** One lot, and what can be asked about it. */
@Injectable()
export class LotService {
  constructor(
    private readonly history: LotHistoryRepository,
    private readonly lots: LotsService,
    private readonly wafers: WaferRepository,
    private readonly parametric: TestRepository,
    private readonly geometries: WaferGeometryService,
    private readonly catalogue: BinCatalogue,
  ) {}

  /** Throws NOT_FOUND, and FORBIDDEN for a lot of a product outside of the scope. */
  async lot(lotId: string, insertion: string | null, scope: ProductScope): Promise<Lot> {
    const found = await this.history.find(lotId, scope);
    if (!found) throw new DomainError('NOT_FOUND', `There is no lot ${lotId}.`);
    if (!found.inScope) throw new DomainError('FORBIDDEN', `You may not see lot ${lotId}: its product is not yours.`);
    const insertions = await this.wafers.insertions(lotId, scope);
    if (insertion !== null && !insertions.includes(insertion)) {
      throw new DomainError('NOT_FOUND', `Lot ${lotId} was not tested at ${insertion}.`);
    }
    const chosen = insertion ?? insertions[0] ?? null;
    const [row] = await this.lots.byIds([lotId], chosen, scope);
    if (!row) throw new DomainError('NOT_FOUND', `There is no lot ${lotId}.`);
    return new Lot({
      row,
      insertions,
      insertion: chosen,
      lotId,
      productId: found.productId,
      mapsUrl: mapsUrl(lotId, chosen),
    });
  }

  tests(lot: Lot, scope: ProductScope): Promise<TestDefinition[]> {
    return lot.insertion === null ? Promise.resolve([]) : this.parametric.tests(lot.lotId, lot.insertion, null, scope);
  }

  runs(lot: Lot, scope: ProductScope): Promise<TestRunRow[]> {
    return this.wafers.runs(lot.lotId, null, scope);
  }

  geometry(lot: Lot, scope: ProductScope): Promise<DieGeometry> {
    return this.geometries.geometry(lot, scope);
  }

  async bins(lot: Lot): Promise<Bin[]> {
    return (await this.catalogue.bins([lot.productId])).get(lot.productId) ?? [];
  }

  events(lot: Lot, scope: ProductScope): Promise<LotEvent[]> {
    return this.history.events(lot.lotId, scope);
  }

  holds(lot: Lot, scope: ProductScope): Promise<LotHold[]> {
    return this.history.holds(lot.lotId, scope);
  }

  children(lot: Lot, scope: ProductScope): Promise<LotChild[]> {
    return this.history.children(lot.lotId, scope);
  }
}

/** Where the bytes of a lot's wafer maps are. */
export function mapsUrl(lotId: string, insertion: string | null): string {
  const query = insertion === null ? '' : `?${new URLSearchParams({ insertion })}`;
  return `/maps/v1/lots/${encodeURIComponent(lotId)}.bin${query}`;
}
