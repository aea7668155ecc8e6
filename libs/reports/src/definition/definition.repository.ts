import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope, type Role } from '@fabwright/platform';
import type { SavedDefinition } from './definition.ts';

const COLUMNS = `d.definition_id AS "definitionId", d.name, d.kind, d.product_id AS "productId", d.insertion,
  d.lot_types AS "lotTypes", d.sections, d.language, d.paper, d.shared_with AS "sharedWith", d.owner_id AS "ownerId",
  d.owner_name AS "ownerName", d.deleted_at AS "deletedAt", d.version, d.changed_by AS "changedBy",
  d.changed_at AS "changedAt"`;

const FIELDS = `definition_id, name, kind, product_id, insertion, lot_types, sections, language, paper, shared_with,
  owner_id, owner_name, deleted_at, version, changed_by, changed_at`;

const INSERT = `
  INSERT INTO report_definition (${FIELDS})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING`;

const UPDATE = `
  UPDATE report_definition SET (${FIELDS}) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  WHERE definition_id = $1 AND version = $14 - 1`;

/** Whose definitions somebody sees. */
export interface DefinitionViewer {
  readonly accountId: string;
  readonly role: Role | null;
  readonly productScope: ProductScope;
}

/** Own ones and those shared with the role; never about products out of scope. */
const SEEN = `d.deleted_at IS NULL AND ($3::text[] IS NULL OR d.product_id = ANY($3))
  AND (d.owner_id::text = $1 OR $2 = ANY(d.shared_with))`;

@Injectable()
export class DefinitionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By name. */
  seenBy({ accountId, role, productScope }: DefinitionViewer): Promise<SavedDefinition[]> {
    return this.uow.query<SavedDefinition>(
      `SELECT ${COLUMNS} FROM report_definition d WHERE ${SEEN} ORDER BY d.name, d.definition_id LIMIT 500`,
      [accountId, role ?? '', productScope],
    );
  }

  async seen(
    definitionId: string,
    { accountId, role, productScope }: DefinitionViewer,
  ): Promise<SavedDefinition | null> {
    const rows = await this.uow.query<SavedDefinition>(
      `SELECT ${COLUMNS} FROM report_definition d WHERE ${SEEN} AND d.definition_id::text = $4`,
      [accountId, role ?? '', productScope, definitionId],
    );
    return rows[0] ?? null;
  }

  /** Also one that is deleted. */
  async find(definitionId: string): Promise<SavedDefinition | null> {
    const rows = await this.uow.query<SavedDefinition>(
      `SELECT ${COLUMNS} FROM report_definition d WHERE d.definition_id::text = $1`,
      [definitionId],
    );
    return rows[0] ?? null;
  }

  /** False when there is one of this id already. */
  async insert(definition: SavedDefinition): Promise<boolean> {
    return (await this.uow.execute(INSERT, valuesOf(definition))) === 1;
  }

  /** False when somebody else has changed it since `definition.version - 1`. */
  async update(definition: SavedDefinition): Promise<boolean> {
    return (await this.uow.execute(UPDATE, valuesOf(definition))) === 1;
  }
}

function valuesOf(definition: SavedDefinition): unknown[] {
  const { definitionId, name, kind, productId, insertion, lotTypes, sections, language, paper } = definition;
  const { sharedWith, ownerId, ownerName, deletedAt, version, changedBy, changedAt } = definition;
  return [
    ...[definitionId, name, kind, productId, insertion, lotTypes, sections, language, paper],
    ...[sharedWith, ownerId, ownerName, deletedAt, version, changedBy, changedAt],
  ];
}
