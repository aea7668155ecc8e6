import { Injectable } from '@nestjs/common';
import { encodeStackedDies, encodeWaferMaps } from '@fabwright/contracts';
import { dieGeometry, ProductVersionStore, type DieGeometry, type ProductDefinition } from '@fabwright/fab';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { WaferMapRepository } from '../maps/wafer-map.repository.ts';
import { Maths } from '../maths/maths.ts';
import type { Population } from '../population/population.ts';
import { PopulationService } from '../population/population.service.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import type { GroupCounts } from './compare-stacks.ts';
import { MOST_STACKED, StackRepository } from './stack.repository.ts';
import { ZoneKind, type GallerySort, type MapGallery, type StackComparison, type WaferStack } from './stack.types.ts';
import { dieSteps, reticleFields, zoneScheme } from './zone-scheme.ts';

export interface StackRequest {
  readonly filter: PopulationFilter;
  readonly compareWith: PopulationFilter | null;
  /** Soft bins that count as failing; empty = all. */
  readonly bins: readonly number[];
  readonly zones: ZoneKind;
}

export interface GalleryRequest {
  readonly filter: PopulationFilter;
  readonly sort: GallerySort;
  readonly from: number;
  readonly first: number;
}

interface Drawn {
  readonly definition: ProductDefinition | null;
  readonly geometry: DieGeometry;
}

/** Maps of any wafers: laid on each other, compared in two groups, or side by side. */
@Injectable()
export class StackService {
  constructor(
    private readonly populations: PopulationService,
    private readonly repository: StackRepository,
    private readonly versions: ProductVersionStore,
    private readonly maps: WaferMapRepository,
    private readonly maths: Maths,
  ) {}

  /**
   * Throws INVALID_INPUT where the wafers are of several products; NOT_FOUND for one that may not be seen. Rates and
   * zones are of the chosen dies; the bytes are of all, so that others can be chosen.
   */
  async compare({ filter, compareWith, bins, zones }: StackRequest, scope: ProductScope): Promise<StackComparison> {
    const population = await this.#chosen(filter, scope);
    const others = compareWith && (await this.#chosen(compareWith, scope, population));
    const { definition, geometry } = await this.#drawn(population, scope);
    const reticle = reticleFields(definition);
    const answer = await this.maths.run('compareStacks', {
      wafers: await this.repository.dies(population, bins),
      others: others && (await this.repository.dies(others, bins)),
      geometry: dieSteps(geometry),
      scheme: zoneScheme(zones, geometry, reticle),
      dies: population.dies?.text ?? null,
    });
    return {
      geometry,
      stack: await this.#stack(population, answer.stack, filter, bins),
      other: await this.#second(others, answer.other, compareWith, bins),
      zones: [...answer.zones],
      reticleColumns: reticle?.columns ?? null,
      reticleRows: reticle?.rows ?? null,
      reticleKnown: reticle !== null,
      design: answer.design,
      untested: answer.untested,
      lotsLeftOut: answer.lotsLeftOut,
      overlap: others && (await this.populations.overlap(population, others)),
      notFound: await this.populations.notFound(population, others),
    };
  }

  /** Bytes of a stack: all dies; see `compare`. */
  async stackBytes(filter: PopulationFilter, bins: readonly number[], scope: ProductScope): Promise<Uint8Array> {
    const wafers = await this.repository.dies(await this.#chosen(filter, scope), bins);
    return encodeStackedDies(
      await this.maths.run(
        'stackWafers',
        wafers.map(({ dies }) => dies),
      ),
    );
  }

  /** Throws INVALID_INPUT where the wafers are of several products; NOT_FOUND for one that may not be seen. */
  async gallery(request: GalleryRequest, scope: ProductScope): Promise<MapGallery> {
    const population = await this.#chosen(request.filter, scope);
    const { sort, from, first } = request;
    const query = new URLSearchParams({
      filter: JSON.stringify(request.filter),
      sort,
      from: `${from}`,
      first: `${first}`,
    });
    return {
      wafers: await this.repository.gallery(population, sort, from, first),
      wafersInAll: await this.repository.count(population),
      mapsUrl: `/maps/v1/population/gallery.bin?${query}`,
      geometry: (await this.#drawn(population, scope)).geometry,
    };
  }

  /** Maps in the order of the gallery; `waferId` is lot/wafer. */
  async galleryBytes({ filter, sort, from, first }: GalleryRequest, scope: ProductScope): Promise<Uint8Array> {
    return encodeWaferMaps(await this.repository.maps(await this.#chosen(filter, scope), sort, from, first));
  }

  async #chosen(filter: PopulationFilter, scope: ProductScope, like?: Population): Promise<Population> {
    const population = await this.populations.choose(filter, scope);
    const [pair, ...others] = population.pairs;
    const same = !like || like.pairs[0]?.productId === pair?.productId;
    if (pair && others.length === 0 && same) return population;
    throw new DomainError('INVALID_INPUT', 'Dies of several products don’t lie on each other: choose one product.', {
      detail: { field: 'filter.productId', reason: 'several' },
    });
  }

  /** By the product's newest definition; without a die map, as wide as the dies of its newest lot. */
  async #drawn(population: Population, scope: ProductScope): Promise<Drawn> {
    const [pair] = population.pairs;
    const current = pair ? await this.versions.current(pair.productId) : null;
    const definition = current?.definition ?? null;
    if (definition?.dies || !pair) return { definition, geometry: dieGeometry(definition, null) };
    const [newest] = (await this.populations.waferIds(population)).slice(-1);
    const lotId = newest?.slice(0, newest.indexOf('/'));
    const extent = lotId === undefined ? null : await this.maps.extent(lotId, pair.insertion, scope);
    return { definition, geometry: dieGeometry(definition, extent) };
  }

  async #second(
    population: Population | null,
    counts: GroupCounts | null,
    filter: PopulationFilter | null,
    bins: readonly number[],
  ): Promise<WaferStack | null> {
    return population && counts && filter ? this.#stack(population, counts, filter, bins) : null;
  }

  async #stack(
    population: Population,
    counts: GroupCounts,
    filter: PopulationFilter,
    bins: readonly number[],
  ): Promise<WaferStack> {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), bins: bins.join(',') });
    const wafersInAll = counts.wafers < MOST_STACKED ? counts.wafers : await this.repository.count(population);
    return { ...counts, wafersInAll, url: `/maps/v1/population/stacked.bin?${query}` };
  }
}
