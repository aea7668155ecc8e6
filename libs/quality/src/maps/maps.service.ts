import { Injectable } from '@nestjs/common';
import { stackWafers } from '@fabwright/analytics';
import { dieOrder, encodeDieValues, encodeStackedDies, encodeWaferMaps, type StackedDies } from '@fabwright/contracts';
import { diesOf, LotHistoryRepository, normaliseCoordinates, ProductVersionStore } from '@fabwright/fab';
import { DomainError, inScope, type ProductScope } from '@fabwright/platform';
import { ParametricService } from '../parametric/parametric.service.ts';
import type { WaferInsertion } from '../sort-run/sort-run.ts';
import { WaferRepository } from '../wafer/wafer.repository.ts';
import { LotYieldRepository } from '../yield/lot-yield.repository.ts';
import { WaferMapRepository } from './wafer-map.repository.ts';

export interface StackQuery {
  readonly productId: string;
  readonly insertion: string;
  readonly lotTypes: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

/** Arrays of die values, as the bytes that screen and report decode. */
@Injectable()
export class MapsService {
  constructor(
    private readonly maps: WaferMapRepository,
    private readonly wafers: WaferRepository,
    private readonly lots: LotHistoryRepository,
    private readonly lotYields: LotYieldRepository,
    private readonly parametric: ParametricService,
    private readonly versions: ProductVersionStore,
  ) {}

  /** Maps of a lot's wafers, by slot. Throws NOT_FOUND, FORBIDDEN. */
  async lotMaps(
    lotId: string,
    insertion: string | null,
    waferIds: readonly string[] | null,
    scope: ProductScope,
  ): Promise<Uint8Array> {
    await this.#checkLot(lotId, scope);
    const chosen = insertion ?? (await this.wafers.insertions(lotId, scope))[0];
    if (chosen === undefined) return encodeWaferMaps([]);
    return encodeWaferMaps(await this.maps.maps(lotId, chosen, waferIds, scope));
  }

  /** Values of one test on a wafer's dies. Throws NOT_FOUND, FORBIDDEN. */
  async values(wafer: WaferInsertion, test: number, scope: ProductScope): Promise<Uint8Array> {
    await this.#checkLot(wafer.lotId, scope);
    const values = await this.parametric.values(wafer, test, scope);
    if (!values) throw new DomainError('NOT_FOUND', `Test ${test} was not run on wafer ${wafer.waferId}.`);
    return encodeDieValues(values);
  }

  /** The wafers of a product's lots over a period, laid on each other; final results, excluded wafers left out. */
  async stacked({ productId, insertion, lotTypes, from, to }: StackQuery, scope: ProductScope): Promise<Uint8Array> {
    const pairs = [{ productId, insertion }];
    const lots = await this.lotYields.lots({ pairs, lotTypes, from, to, scope });
    const lotIds = lots.map((lot) => lot.lotId);
    return encodeStackedDies(stackWafers(await this.maps.states(lotIds, insertion, scope)));
  }

  /** The wafers of one lot, laid on each other; final results, excluded wafers left out. Empty outside of the scope. */
  async stackOfLot(lotId: string, insertion: string, scope: ProductScope): Promise<StackedDies> {
    return stackWafers(await this.maps.states([lotId], insertion, scope));
  }

  /** A product's die map as a wafer without verdicts. Throws NOT_FOUND where none is defined or may be seen. */
  async dieMap(productId: string, scope: ProductScope): Promise<Uint8Array> {
    const current = inScope(scope, productId) ? await this.versions.current(productId) : null;
    const dies = current && diesOf(current.definition);
    if (!current || !dies) throw new DomainError('NOT_FOUND', `Product ${productId} has no die map that you may see.`);
    const { x, y } = normaliseCoordinates(dies.x, dies.y, current.definition.orientation);
    const order = dieOrder(x, y);
    const none = new Uint16Array(order.length);
    return encodeWaferMaps([
      {
        waferId: productId,
        slot: null,
        x: Int16Array.from(order, (die) => x[die] ?? 0),
        y: Int16Array.from(order, (die) => y[die] ?? 0),
        softBin: none,
        hardBin: none,
        state: new Int8Array(order.length).fill(-1),
      },
    ]);
  }

  async #checkLot(lotId: string, scope: ProductScope): Promise<void> {
    const lot = await this.lots.find(lotId, scope);
    if (!lot) throw new DomainError('NOT_FOUND', `There is no lot ${lotId}.`);
    if (!lot.inScope) throw new DomainError('FORBIDDEN', `You may not see lot ${lotId}: its product is not yours.`);
  }
}
