import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { ModelCapabilities, ModelFailureCode } from '../../model/language-model.ts';
import type { ConfiguredModel, LanguageTask, ModelPlace } from './configured-model.ts';

const COLUMNS = `m.model_id AS "modelId", m.name, m.driver, m.base_url AS "baseUrl", m.server_model AS "serverModel",
  m.file, m.adapter_file AS "adapterFile", m.file_bytes::float8 AS "fileBytes", m.licence, m.source, m.grade,
  m.trained_kinds AS "trainedKinds", k.model_id IS NOT NULL AS "hasApiKey", m.version, m.hash, m.capabilities,
  m.state, m.state_code AS "stateCode", m.state_reason AS "stateReason", m.state_at AS "stateAt",
  m.created_by AS "createdBy", m.created_at AS "createdAt"`;

const FROM = 'FROM language_model m LEFT JOIN language_model_key k USING (model_id)';

type Row = Omit<ConfiguredModel, 'place'> & {
  readonly driver: 'embedded' | 'http';
  readonly baseUrl: string | null;
  readonly serverModel: string | null;
  readonly file: string | null;
  readonly adapterFile: string | null;
};

/** What an administrator says of a model. */
export type ModelEntry = Pick<
  ConfiguredModel,
  'modelId' | 'name' | 'place' | 'fileBytes' | 'licence' | 'source' | 'grade' | 'trainedKinds' | 'createdBy'
>;

export type ModelChange = Pick<ConfiguredModel, 'name' | 'licence' | 'source' | 'grade' | 'trainedKinds'>;

/** Which model answers a task, since when and by whose word. */
export interface Assignment {
  readonly task: LanguageTask;
  readonly modelId: string;
  readonly changedBy: string;
  readonly changedAt: Date;
}

@Injectable()
export class ModelRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By name. */
  async all(): Promise<ConfiguredModel[]> {
    return (await this.uow.query<Row>(`SELECT ${COLUMNS} ${FROM} ORDER BY m.name, m.model_id`)).map(modelOf);
  }

  async find(modelId: string): Promise<ConfiguredModel | null> {
    const rows = await this.uow.query<Row>(`SELECT ${COLUMNS} ${FROM} WHERE m.model_id::text = $1`, [modelId]);
    return rows[0] ? modelOf(rows[0]) : null;
  }

  /** The model that answers a task now. */
  async assigned(task: LanguageTask): Promise<ConfiguredModel | null> {
    const rows = await this.uow.query<Row>(
      `SELECT ${COLUMNS} ${FROM} JOIN language_task t ON t.model_id = m.model_id WHERE t.task = $1`,
      [task],
    );
    return rows[0] ? modelOf(rows[0]) : null;
  }

  assignments(): Promise<Assignment[]> {
    return this.uow.query<Assignment>(
      `SELECT task, model_id AS "modelId", changed_by AS "changedBy", changed_at AS "changedAt"
         FROM language_task ORDER BY task`,
    );
  }

  async nameTaken(name: string, exceptId: string | null): Promise<boolean> {
    const rows = await this.uow.query(`SELECT 1 FROM language_model WHERE name = $1 AND model_id::text <> $2`, [
      name,
      exceptId ?? '',
    ]);
    return rows.length > 0;
  }

  async insert({ place, ...entry }: ModelEntry): Promise<void> {
    await this.uow.query(
      `INSERT INTO language_model (model_id, name, driver, base_url, server_model, file, adapter_file, file_bytes,
         licence, source, grade, trained_kinds, version, created_by, created_at, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, now(), now())`,
      [
        entry.modelId,
        entry.name,
        place.driver,
        ...placeColumns(place),
        entry.fileBytes,
        entry.licence,
        entry.source,
        entry.grade,
        entry.trainedKinds,
        entry.createdBy,
      ],
    );
  }

  async change(modelId: string, { name, licence, source, grade, trainedKinds }: ModelChange): Promise<void> {
    await this.uow.query(
      `UPDATE language_model SET name = $2, licence = $3, source = $4, grade = $5, trained_kinds = $6,
         version = version + 1, changed_at = now() WHERE model_id = $1`,
      [modelId, name, licence, source, grade, trainedKinds],
    );
  }

  async remove(modelId: string): Promise<void> {
    await this.uow.query('DELETE FROM language_model WHERE model_id = $1', [modelId]);
  }

  async assign(task: LanguageTask, modelId: string, by: string): Promise<void> {
    await this.uow.query(
      `INSERT INTO language_task (task, model_id, changed_by, changed_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (task) DO UPDATE SET model_id = $2, changed_by = $3, changed_at = now()`,
      [task, modelId, by],
    );
  }

  async unassign(task: LanguageTask): Promise<void> {
    await this.uow.query('DELETE FROM language_task WHERE task = $1', [task]);
  }

  /** For the drivers alone. */
  async apiKey(modelId: string): Promise<string | null> {
    const rows = await this.uow.query<{ key: string }>(
      'SELECT api_key AS key FROM language_model_key WHERE model_id = $1',
      [modelId],
    );
    return rows[0]?.key ?? null;
  }

  async setApiKey(modelId: string, key: string): Promise<void> {
    await this.uow.query(
      `INSERT INTO language_model_key (model_id, api_key) VALUES ($1, $2)
       ON CONFLICT (model_id) DO UPDATE SET api_key = $2`,
      [modelId, key],
    );
  }

  /** What became of a model when a process last used it. An older version of it says nothing about the present one. */
  async setState(
    { modelId, version }: ConfiguredModel,
    state: 'starting' | 'ready' | 'failed',
    why: { readonly code: ModelFailureCode; readonly reason: string } | null = null,
  ): Promise<void> {
    await this.uow.query(
      `UPDATE language_model SET state = $3, state_code = $4, state_reason = $5, state_at = now()
        WHERE model_id = $1 AND version = $2`,
      [modelId, version, state, why?.code ?? null, why?.reason ?? null],
    );
  }

  async setCapabilities({ modelId, version }: ConfiguredModel, capabilities: ModelCapabilities): Promise<void> {
    await this.uow.query(
      `UPDATE language_model SET capabilities = $3, hash = $4 WHERE model_id = $1 AND version = $2`,
      [modelId, version, JSON.stringify(capabilities), capabilities.hash],
    );
  }
}

/** base_url, server_model, file, adapter_file. */
function placeColumns(place: ModelPlace): (string | null)[] {
  return place.driver === 'http'
    ? [place.baseUrl, place.serverModel, null, null]
    : [null, null, place.file, place.adapterFile];
}

function modelOf({ driver, baseUrl, serverModel, file, adapterFile, ...shared }: Row): ConfiguredModel {
  const place: ModelPlace =
    driver === 'http'
      ? { driver, baseUrl: baseUrl ?? '', serverModel: serverModel ?? '' }
      : { driver, file: file ?? '', adapterFile };
  return { ...shared, place };
}
