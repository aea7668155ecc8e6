import { Injectable } from '@nestjs/common';
import type { SignatureVector } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';

/** The newer version of the excursion wins, whatever the order in which two workers come. */
const WRITE = `
  INSERT INTO excursion_pattern (excursion_id, version, rings, sectors, cells, strength)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (excursion_id) DO UPDATE SET version = excluded.version, rings = excluded.rings,
    sectors = excluded.sectors, cells = excluded.cells, strength = excluded.strength
  WHERE excursion_pattern.version <= excluded.version`;

const READ = `
  SELECT excursion_id AS "excursionId", rings, sectors, cells, strength FROM excursion_pattern
  WHERE excursion_id = ANY($1)`;

/** Patterns of excursions; one without is missing. */
@Injectable()
export class PatternStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** `pattern` null: its wafers show none. */
  async write(excursionId: string, version: number, pattern: SignatureVector | null): Promise<void> {
    if (pattern === null) {
      await this.uow.execute('DELETE FROM excursion_pattern WHERE excursion_id = $1 AND version <= $2', [
        excursionId,
        version,
      ]);
      return;
    }
    const { rings, sectors, cells, strength } = pattern;
    await this.uow.execute(WRITE, [excursionId, version, rings, sectors, cells, strength]);
  }

  async of(excursionIds: readonly string[]): Promise<Map<string, SignatureVector>> {
    const rows = await this.uow.query<SignatureVector & { excursionId: string }>(READ, [excursionIds]);
    return new Map(rows.map(({ excursionId, ...pattern }) => [excursionId, pattern]));
  }
}
