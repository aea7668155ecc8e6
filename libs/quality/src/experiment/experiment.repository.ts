import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Actor, type ProductScope } from '@fabwright/platform';
import type { ExperimentList } from './experiment-list.ts';
import type { SplitExperiment } from './experiment.types.ts';

export interface ExperimentRow
  extends Pick<
    SplitExperiment,
    'experimentId' | 'name' | 'keptBy' | 'keptAt' | 'own' | 'changeable' | 'sharedWith' | 'control'
  > {
  readonly lotIds: string[];
  readonly waferIds: string[];
  readonly legNames: string[];
}

export interface NewExperiment extends ExperimentList {
  readonly experimentId: string;
  readonly name: string;
  readonly sharedWith: readonly string[];
}

const MOST_LISTED = 200;

const SEEN = `
  SELECT e.experiment_id AS "experimentId", e.name, a.name AS "keptBy", e.kept_at AS "keptAt", e.account_id = $1 AS own,
    e.account_id = $1 OR $3 AS changeable, e.shared_with AS "sharedWith", e.control, e.lots AS "lotIds",
    e.wafers AS "waferIds", e.legs AS "legNames"
  FROM split_experiment e JOIN account a USING (account_id)
  WHERE (e.account_id = $1 OR $2::text = ANY(e.shared_with) OR $3)`;
const KEEP = `
  INSERT INTO split_experiment (experiment_id, account_id, name, control, lots, wafers, legs, shared_with, kept_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now()) ON CONFLICT (experiment_id) DO NOTHING`;
const CHANGE = `
  UPDATE split_experiment SET name = $2, shared_with = $3
  WHERE experiment_id = $1 AND (name <> $2 OR shared_with <> $3::text[])`;
const HIDDEN = `
  SELECT lot_id AS "lotId" FROM lot
  WHERE lot_id = ANY($1) AND NOT ($2::text[] IS NULL OR product_id = ANY($2))`;

/** Lists of split experiments. */
@Injectable()
export class ExperimentRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** What the person may see, the newest first. Its wafers are as written: see `hiddenLots`. */
  list(actor: Actor): Promise<ExperimentRow[]> {
    return this.uow.query<ExperimentRow>(`${SEEN} ORDER BY e.kept_at DESC, e.experiment_id LIMIT ${MOST_LISTED}`, [
      ...whoSees(actor),
    ]);
  }

  async find(experimentId: string, actor: Actor): Promise<ExperimentRow | null> {
    const [row] = await this.uow.query<ExperimentRow>(`${SEEN} AND e.experiment_id = $4`, [
      ...whoSees(actor),
      experimentId,
    ]);
    return row ?? null;
  }

  /** Of these lots, those that are on record as a product outside the scope. Lots nobody knows are not hidden. */
  async hiddenLots(lotIds: readonly string[], scope: ProductScope): Promise<ReadonlySet<string>> {
    if (scope === null || lotIds.length === 0) return new Set();
    const rows = await this.uow.query<{ lotId: string }>(HIDDEN, [lotIds, scope]);
    return new Set(rows.map(({ lotId }) => lotId));
  }

  /** False when the person keeps this very list already. */
  async keep({ experimentId, name, control, wafers, sharedWith }: NewExperiment, accountId: string): Promise<boolean> {
    const columns = [wafers.map(({ lot }) => lot), wafers.map(({ wafer }) => wafer), wafers.map(({ leg }) => leg)];
    const parameters = [experimentId, accountId, name, control, ...columns, sharedWith];
    return (await this.uow.execute(KEEP, parameters)) > 0;
  }

  /** False when nothing would be another. */
  async change(experimentId: string, name: string, sharedWith: readonly string[]): Promise<boolean> {
    return (await this.uow.execute(CHANGE, [experimentId, name, sharedWith])) > 0;
  }

  async remove(experimentId: string): Promise<boolean> {
    return (await this.uow.execute('DELETE FROM split_experiment WHERE experiment_id = $1', [experimentId])) > 0;
  }
}

function whoSees({ id, role, permissions }: Actor): [string, string | null, boolean] {
  return [id, role, permissions.has('experiments:any')];
}
