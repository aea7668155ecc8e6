import { Injectable } from '@nestjs/common';
import { readDieMapCsv } from '@fabwright/contracts';
import { Audit, ChangeNotifier, DomainError, UnitOfWork, type Actor, type ProductScope } from '@fabwright/platform';
import { BinCatalogue } from '../bins/bin-catalogue.ts';
import { dieGeometry } from './die-geometry.ts';
import { describeDieMapIssues } from './die-map-issues.ts';
import { grossDiesOf, withBin, withDieMap, type BinKind, type ProductDefinition } from './product-definition.ts';
import { ProductInsertionStore } from './product-insertion.store.ts';
import { ProductVersionStore } from './product-version.store.ts';
import { Product, ProductTarget } from './product.types.ts';

interface ProductRow {
  readonly productId: string;
  readonly name: string;
  readonly customer: string | null;
  readonly version: number;
  readonly source: 'event' | 'screen' | null;
  readonly definition: ProductDefinition | null;
}

/**
 * Products without a single result or definition are names that an event has mentioned: not worth a line. The product
 * with the most lots comes first: it is the one people mean when they name none.
 */
const PRODUCTS = `
  WITH lots AS (SELECT product_id, count(*) AS lots FROM lot GROUP BY product_id)
  SELECT p.product_id AS "productId", p.name, p.customer, p.current_version AS version, v.source, v.definition
  FROM product p LEFT JOIN product_version v ON v.product_id = p.product_id AND v.version = p.current_version
    LEFT JOIN lots ON lots.product_id = p.product_id
  WHERE ($1::text[] IS NULL OR p.product_id = ANY($1)) AND ($2::text IS NULL OR p.product_id = $2)
    AND (v.version IS NOT NULL OR EXISTS (SELECT 1 FROM product_target t WHERE t.product_id = p.product_id))
  ORDER BY COALESCE(lots.lots, 0) DESC, p.name, p.product_id`;

const MAX_BIN_NAME = 200;

/** Products and what people set about them. */
@Injectable()
export class ProductService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly versions: ProductVersionStore,
    private readonly insertions: ProductInsertionStore,
    private readonly bins: BinCatalogue,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
  ) {}

  async products(scope: ProductScope, productId: string | null = null): Promise<Product[]> {
    const rows = await this.uow.query<ProductRow>(PRODUCTS, [scope, productId]);
    const bins = await this.bins.bins(rows.map((row) => row.productId));
    const targets = Map.groupBy(await this.insertions.all(scope), (pair) => pair.productId);
    return rows.map(
      (row) =>
        new Product({
          productId: row.productId,
          name: row.name,
          customer: row.customer,
          version: row.version,
          definedBy: row.source ?? 'results',
          geometry: dieGeometry(row.definition, null),
          grossDies: (row.definition && grossDiesOf(row.definition)) ?? 0,
          bins: bins.get(row.productId) ?? [],
          insertions: (targets.get(row.productId) ?? []).map(
            (pair) => new ProductTarget({ ...pair, yieldTarget: pair.target }),
          ),
          tests: row.definition?.tests.length ?? 0,
          dieMapUrl: row.definition?.dies ? `/maps/v1/products/${encodeURIComponent(row.productId)}/die-map.bin` : null,
        }),
    );
  }

  /** Yields are fractions of 1, null clears. Throws NOT_FOUND, and INVALID_INPUT for what can't be. */
  async setTarget(
    pair: { productId: string; insertion: string },
    target: { yieldTarget: number | null; floor: number | null },
    actor: Actor,
  ): Promise<ProductTarget> {
    const { yieldTarget, floor } = target;
    checkFraction('yieldTarget', yieldTarget);
    checkFraction('floor', floor);
    if (yieldTarget !== null && floor !== null && floor > yieldTarget) {
      throw invalid('floor', 'above-target', 'The floor is above the target: nothing could be between them.');
    }
    return this.uow.run(async () => {
      const product = await this.#product(pair.productId, actor);
      const before = product.insertions.find(({ insertion }) => insertion === pair.insertion);
      if (!before) throw new DomainError('NOT_FOUND', `${product.name} has no insertion ${pair.insertion}.`);
      await this.insertions.setTarget(pair, target, actor.name);
      await this.#note('products.target-set', pair.productId, {
        insertion: pair.insertion,
        before: { yieldTarget: before.yieldTarget, floor: before.floor },
        after: target,
      });
      return new ProductTarget({ insertion: pair.insertion, ...target, setBy: actor.name });
    });
  }

  /** Names a bin and says whether it passes, as a new version of the definition. Throws NOT_FOUND, INVALID_INPUT. */
  async renameBin(
    productId: string,
    bin: { kind: string; number: number; name: string; pass: boolean },
    actor: Actor,
  ): Promise<Product> {
    const kind = binKindOf(bin.kind);
    const name = bin.name.trim();
    if (name === '' || name.length > MAX_BIN_NAME) {
      throw invalid('name', 'length', `A bin's name has 1 to ${MAX_BIN_NAME} characters.`);
    }
    if (bin.number < 0 || bin.number > 65_535) throw invalid('number', 'range', 'Bins go from 0 to 65,535.');
    const after = { kind, number: bin.number, name, pass: bin.pass };
    return this.#newVersion(productId, actor, 'products.bin-changed', after, (definition) =>
      withBin(definition, after),
    );
  }

  /** A die map as CSV becomes a new version of the definition. Throws NOT_FOUND, INVALID_INPUT with the lines. */
  async importDieMap(productId: string, csv: string, actor: Actor): Promise<Product> {
    const { dies, issues } = readDieMapCsv(csv);
    if (issues.length > 0) throw invalid('csv', 'die-map', describeDieMapIssues(issues));
    const detail = { dies: dies.x.length };
    return this.#newVersion(productId, actor, 'products.die-map-changed', detail, (definition) =>
      withDieMap(definition, dies),
    );
  }

  #newVersion(
    productId: string,
    actor: Actor,
    action: string,
    detail: Readonly<Record<string, unknown>>,
    change: (definition: ProductDefinition) => ProductDefinition,
  ): Promise<Product> {
    return this.uow.run(async () => {
      const before = await this.#product(productId, actor);
      await this.versions.addFromScreen(productId, change);
      const after = await this.#product(productId, actor);
      await this.#note(action, productId, { ...detail, before: before.version, version: after.version });
      return after;
    });
  }

  async #product(productId: string, actor: Actor): Promise<Product> {
    const [product] = await this.products(actor.productScope, productId);
    if (!product) throw new DomainError('NOT_FOUND', `There is no product ${productId} that you may see.`);
    return product;
  }

  async #note(action: string, subject: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    await this.audit.record({ action, subject, detail });
    await this.notifier.changed('products', [subject]);
  }
}

function invalid(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}

function checkFraction(field: string, value: number | null): void {
  if (value === null || (value >= 0 && value <= 1)) return;
  throw invalid(field, 'fraction', 'A yield lies between 0 and 1 (100 %).');
}

function binKindOf(kind: string): BinKind {
  if (kind === 'hard' || kind === 'soft') return kind;
  throw invalid('kind', 'bin-kind', 'A bin is hard or soft.');
}
