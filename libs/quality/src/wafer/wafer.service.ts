import { Injectable } from '@nestjs/common';
import { BinCatalogue, type Bin, type DieGeometry } from '@fabwright/fab';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { LotLossesService } from '../lot/lot-losses.service.ts';
import { LotService } from '../lot/lot.service.ts';
import { WaferMapRepository } from '../maps/wafer-map.repository.ts';
import { TestRepository } from '../parametric/test.repository.ts';
import { WaferGeometryService } from './wafer-geometry.service.ts';
import { WaferRepository } from './wafer.repository.ts';
import { Wafer, type Exclusion, type TestDefinition, type TestRunRow, type ZoneYield } from './wafer.types.ts';
import { zoneYields } from './zone-yields.ts';

/** One wafer, and what can be asked about it. */
@Injectable()
export class WaferService {
  constructor(
    private readonly lots: LotService,
    private readonly losses: LotLossesService,
    private readonly wafers: WaferRepository,
    private readonly parametric: TestRepository,
    private readonly maps: WaferMapRepository,
    private readonly geometries: WaferGeometryService,
    private readonly catalogue: BinCatalogue,
  ) {}

  /** Throws NOT_FOUND, and FORBIDDEN for a lot of a product outside of the scope. */
  async wafer(lotId: string, waferId: string, insertion: string | null, scope: ProductScope): Promise<Wafer> {
    const lot = await this.lots.lot(lotId, insertion, scope);
    const all = await this.losses.wafersWithLosses(lot, scope);
    const at = all.findIndex(({ record }) => record.waferId === waferId);
    const found = all[at];
    if (!found || lot.insertion === null) {
      throw new DomainError('NOT_FOUND', `Lot ${lotId} has no tested wafer ${waferId}.`);
    }
    return new Wafer({
      row: found.row,
      lot: lot.row,
      losses: [...found.losses],
      previous: all[at - 1]?.record.waferId ?? null,
      next: all[at + 1]?.record.waferId ?? null,
      lotId,
      waferId,
      productId: lot.productId,
      insertion: lot.insertion,
    });
  }

  geometry(wafer: Wafer, scope: ProductScope): Promise<DieGeometry> {
    return this.geometries.geometry(wafer, scope);
  }

  async bins({ productId }: Wafer): Promise<Bin[]> {
    return (await this.catalogue.bins([productId])).get(productId) ?? [];
  }

  async tests(wafer: Wafer, scope: ProductScope): Promise<TestDefinition[]> {
    const tests = await this.parametric.tests(wafer.lotId, wafer.insertion, wafer.waferId, scope);
    const executed = await this.parametric.executed(wafer, scope);
    return tests.map((test) => ({ ...test, executed: executed.get(test.number) ?? 0 }));
  }

  async runs({ lotId, waferId, insertion }: Wafer, scope: ProductScope): Promise<TestRunRow[]> {
    const runs = await this.wafers.runs(lotId, waferId, scope);
    return runs.filter((run) => run.insertion === insertion);
  }

  exclusions({ lotId, waferId }: Wafer, scope: ProductScope): Promise<Exclusion[]> {
    return this.wafers.exclusions(lotId, waferId, scope);
  }

  async zones(wafer: Wafer, scope: ProductScope): Promise<ZoneYield[]> {
    const [map] = await this.maps.maps(wafer.lotId, wafer.insertion, [wafer.waferId], scope);
    return map ? zoneYields(map, await this.geometry(wafer, scope)) : [];
  }
}
