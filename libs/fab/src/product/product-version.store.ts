import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { FabChanges } from '../register/fab-changes.ts';
import { emptyDefinition, grossDiesOf, type ProductDefinition } from './product-definition.ts';

export interface ProductVersion {
  readonly productId: string;
  readonly version: number;
  readonly source: 'event' | 'screen';
  readonly definition: ProductDefinition;
  readonly effectiveAt: Date;
}

/** What the yields of a product need of its definitions: gross dies and orientation, and from when on. */
export interface DieMapVersion {
  readonly productId: string;
  readonly version: number;
  readonly grossDies: number | null;
  readonly notch: 'down' | 'up' | 'left' | 'right';
  readonly axisX: 'right' | 'left';
  readonly axisY: 'up' | 'down';
  readonly effectiveAt: Date;
}

interface NewVersion {
  readonly productId: string;
  /** The sender's number; null = the next one. */
  readonly version: number | null;
  readonly definition: ProductDefinition;
  readonly source: 'event' | 'screen';
  readonly originId: string | null;
  readonly effectiveAt: Date;
}

const DIE_MAP_VERSIONS = `
  SELECT product_id AS "productId", version, gross_dies AS "grossDies", notch, axis_x AS "axisX", axis_y AS "axisY",
    effective_at AS "effectiveAt"
  FROM product_version WHERE product_id = ANY($1) ORDER BY product_id, version`;

const INSERT = `
  INSERT INTO product_version (product_id, version, definition, gross_dies, notch, axis_x, axis_y, source, origin_id,
    effective_at, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const SHOW_NEWEST = `
  UPDATE product SET current_version = v.version, name = v.definition->>'name', customer = v.definition->>'customer'
  FROM (SELECT * FROM product_version WHERE product_id = $1 ORDER BY version DESC LIMIT 1) v
  WHERE product.product_id = v.product_id`;

/** Definitions of products, each version kept for good. */
@Injectable()
export class ProductVersionStore {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: FabChanges,
  ) {}

  /** The newest definition, or null for a product that is known from files alone. */
  async current(productId: string): Promise<ProductVersion | null> {
    const rows = await this.uow.query<ProductVersion>(
      `SELECT product_id AS "productId", version, source, definition, effective_at AS "effectiveAt"
       FROM product_version WHERE product_id = $1 ORDER BY version DESC LIMIT 1`,
      [productId],
    );
    return rows[0] ?? null;
  }

  dieMapVersions(productIds: readonly string[]): Promise<DieMapVersion[]> {
    return this.uow.query<DieMapVersion>(DIE_MAP_VERSIONS, [productIds]);
  }

  /**
   * Keeps a definition that a sender gave a number. The same number again changes nothing. Where a person has made a
   * version of that number on screen meanwhile, the sender's becomes the next one.
   */
  async addFromEvent(productId: string, sent: { version: number; at: Date; definition: ProductDefinition }) {
    await this.#lock(productId);
    const originId = `event:${sent.version}`;
    const known = await this.#versions(productId);
    if (known.some((row) => row.originId === originId)) return false;
    const taken = known.some((row) => row.version === sent.version);
    const version = taken ? null : sent.version;
    await this.#insert({ ...sent, productId, version, source: 'event', originId, effectiveAt: sent.at });
    return true;
  }

  /**
   * A person's change of the newest definition, as a version of its own. It corrects what it replaces, and so holds
   * from the same time on. The product must exist.
   */
  async addFromScreen(productId: string, change: (definition: ProductDefinition) => ProductDefinition): Promise<void> {
    await this.#lock(productId);
    const current = await this.current(productId);
    await this.#insert({
      productId,
      version: null,
      definition: change(current?.definition ?? emptyDefinition(productId)),
      source: 'screen',
      originId: null,
      effectiveAt: current?.effectiveAt ?? new Date(0),
    });
  }

  async #lock(productId: string): Promise<void> {
    await this.uow.query('SELECT 1 FROM product WHERE product_id = $1 FOR UPDATE', [productId]);
  }

  #versions(productId: string): Promise<{ version: number; originId: string | null }[]> {
    return this.uow.query('SELECT version, origin_id AS "originId" FROM product_version WHERE product_id = $1', [
      productId,
    ]);
  }

  async #insert(row: NewVersion): Promise<void> {
    const { productId, definition } = row;
    const highest = (await this.#versions(productId)).reduce((max, { version }) => Math.max(max, version), 0);
    const { notch, axisX, axisY } = definition.orientation;
    await this.uow.query(INSERT, [
      productId,
      row.version ?? highest + 1,
      JSON.stringify(definition),
      grossDiesOf(definition),
      notch,
      axisX,
      axisY,
      row.source,
      row.originId,
      row.effectiveAt,
      new Date(),
    ]);
    await this.uow.query(SHOW_NEWEST, [productId]);
    await this.changes.publish({ productIds: [productId] });
  }
}
