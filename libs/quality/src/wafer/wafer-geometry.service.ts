import { Injectable } from '@nestjs/common';
import { dieGeometry, ProductVersionStore, type DieGeometry } from '@fabwright/fab';
import type { ProductScope } from '@fabwright/platform';
import { WaferMapRepository } from '../maps/wafer-map.repository.ts';

/** Where the dies of a lot's wafers lie. */
@Injectable()
export class WaferGeometryService {
  constructor(
    private readonly versions: ProductVersionStore,
    private readonly maps: WaferMapRepository,
  ) {}

  /** By the product's newest definition; without a die map, as wide as the lot's tested dies. */
  async geometry(
    lot: { lotId: string; productId: string; insertion: string | null },
    scope: ProductScope,
  ): Promise<DieGeometry> {
    const current = await this.versions.current(lot.productId);
    const definition = current?.definition ?? null;
    if (definition?.dies || lot.insertion === null) return dieGeometry(definition, null);
    return dieGeometry(definition, await this.maps.extent(lot.lotId, lot.insertion, scope));
  }
}
