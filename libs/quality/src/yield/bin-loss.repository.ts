import { Injectable } from '@nestjs/common';
import { binLosses } from '@fabwright/analytics';
import { BinCatalogue, type BinKind, type CatalogueBin } from '@fabwright/fab';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { BinLoss } from './yield.types.ts';

/** Failing dies of one bin over the wafers of a group. */
export interface BinFails {
  readonly group: string;
  readonly productId: string;
  readonly bin: number;
  readonly dies: number;
}

/** A group of lots: they are told apart by `group`, such as `now` and `before`. */
export interface LotGroup {
  readonly group: string;
  readonly lotIds: readonly string[];
}

/** Two `unnest` side by side in the select list run in step, several times faster than as a lateral join. */
const FAILS_OF_LOTS = `
  WITH chosen AS (SELECT * FROM unnest($1::text[], $2::text[]) AS c(lot_id, grp)),
  fails AS (
    SELECT c.grp, y.product_id, unnest(y.soft_bins) AS bin, unnest(y.soft_dies) AS dies
    FROM lot_yield y JOIN chosen c USING (lot_id)
    WHERE y.insertion = ANY($3) AND ($4::text[] IS NULL OR y.product_id = ANY($4)))
  SELECT grp AS group, product_id AS "productId", bin, sum(dies)::float8 AS dies
  FROM fails GROUP BY grp, product_id, bin`;

const FAILS_OF_WAFERS = `
  SELECT w.wafer_id AS group, w.product_id AS "productId", unnest(w.soft_bins) AS bin, unnest(w.soft_dies) AS dies
  FROM wafer_yield w
  WHERE w.lot_id = $1 AND w.insertion = $2 AND ($3::text[] IS NULL OR w.product_id = ANY($3))`;

/** What is lost, and to which bin: failing dies by their last soft bin. */
@Injectable()
export class BinLossRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly catalogue: BinCatalogue,
  ) {}

  /** Failing dies by bin and group; excluded wafers don't count. */
  async failsOfLots(
    groups: readonly LotGroup[],
    insertions: readonly string[],
    scope: ProductScope,
  ): Promise<BinFails[]> {
    const lots = groups.flatMap(({ group, lotIds }) => lotIds.map((lotId) => ({ lotId, group })));
    if (lots.length === 0) return [];
    return this.uow.query<BinFails>(FAILS_OF_LOTS, [
      lots.map((lot) => lot.lotId),
      lots.map((lot) => lot.group),
      insertions,
      scope,
    ]);
  }

  /** Failing dies by bin of each wafer of a lot, excluded ones too; `group` is the wafer. */
  failsOfWafers(lotId: string, insertion: string, scope: ProductScope): Promise<BinFails[]> {
    return this.uow.query<BinFails>(FAILS_OF_WAFERS, [lotId, insertion, scope]);
  }

  /** Names and colours of the soft bins of these products. */
  async names(productIds: readonly string[]): Promise<BinNames> {
    const bins = await this.catalogue.bins([...new Set(productIds)]);
    return new BinNames(bins);
  }
}

/** Looks up how a product calls a bin. */
export class BinNames {
  constructor(private readonly bins: ReadonlyMap<string, readonly CatalogueBin[]>) {}

  of(productId: string, number: number, kind: BinKind = 'soft'): { name: string; slot: number } {
    const found = this.bins.get(productId)?.find((bin) => bin.kind === kind && bin.number === number);
    return { name: found?.name ?? `Bin ${number}`, slot: found?.slot ?? 0 };
  }
}

/** Fails of one group with the gross dies they are set against. */
export interface LossSample {
  readonly fails: readonly BinFails[];
  readonly gross: number;
}

/**
 * Losses by bin, largest first, as fractions of gross dies, with the baseline beside them. Bins of several products are
 * told apart by their names, since numbers mean something within one product only. Empty without gross dies.
 */
export function lossesOf(names: BinNames, now: LossSample, before: LossSample | null): BinLoss[] {
  if (now.gross <= 0) return [];
  const byName = new Map<string, { id: number; number: number; name: string; slot: number }>();
  const idOf = ({ productId, bin }: BinFails): number => {
    const { name, slot } = names.of(productId, bin);
    let known = byName.get(name);
    if (!known) byName.set(name, (known = { id: byName.size, number: bin, name, slot }));
    return known.id;
  };
  const sampleOf = ({ fails, gross }: LossSample) => ({
    bins: fails.map((fail) => ({ bin: idOf(fail), dies: fail.dies })),
    gross,
  });
  const baseline = before && before.gross > 0 ? sampleOf(before) : null;
  const { losses } = binLosses(sampleOf(now), baseline);
  const shown = [...byName.values()];
  return losses.flatMap((loss) => {
    const bin = shown[loss.bin];
    if (!bin) return [];
    return [
      {
        kind: 'soft',
        number: bin.number,
        name: bin.name,
        slot: bin.slot,
        loss: loss.loss,
        dies: loss.dies,
        baseline: loss.baseline,
        change: loss.change,
      },
    ];
  });
}
