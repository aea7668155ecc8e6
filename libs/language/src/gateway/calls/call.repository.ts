import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { ModelAnswer, ModelFailure } from '../../model/language-model.ts';
import type { CallState, CallVerdict, LanguageCall, ModelFigures } from './language-call.ts';

/** A moment beyond its deadline a call that has not ended never will: its process is gone. */
const STATE = `CASE WHEN state IN ('waiting', 'asked') AND deadline_at < now() - interval '15 seconds' THEN 'lost' ELSE state END`;

const COLUMNS = `call_id AS "callId", begun_at AS "begunAt", finished_at AS "finishedAt", actor_name AS "actorName", task,
  is_trial AS "isTrial", subject, attempt, prompt_version AS "promptVersion", model_id AS "modelId",
  model_name AS "modelName", model_hash AS "modelHash", adapter_file AS "adapterFile", driver,
  parameters::text AS parameters, input_hash AS "inputHash", ${STATE} AS state, failure_code AS "failureCode",
  failure_reason AS "failureReason", output, form_held AS "formHeld", finish, prompt_tokens AS "promptTokens",
  answer_tokens AS "answerTokens", queued_ms AS "queuedMs", answer_ms AS "answerMs", verdict,
  COALESCE(refusals, '[]') AS refusals, correlation_id AS "correlationId"`;

const FIGURES = `
  SELECT model_id AS "modelId", count(*)::int AS calls, count(*) FILTER (WHERE state = 'failed')::int AS failures,
    (count(*) FILTER (WHERE section))::int AS sections,
    (count(*) FILTER (WHERE section AND verdict = 'passed'))::float8 / NULLIF(count(*) FILTER (WHERE section), 0) AS "firstPass",
    1 - (count(*) FILTER (WHERE NOT is_trial AND verdict = 'passed'))::float8 / NULLIF(count(*) FILTER (WHERE section), 0) AS fallback,
    1000 * (sum(answer_tokens) FILTER (WHERE answer_ms > 0))::float8
      / NULLIF(sum(answer_ms) FILTER (WHERE answer_tokens IS NOT NULL), 0) AS "tokensPerSecond",
    avg(answer_ms)::float8 / 1000 AS "secondsPerCall",
    (count(*) FILTER (WHERE state IN ('waiting', 'asked') AND deadline_at >= now()))::int AS open
  FROM (SELECT *, NOT is_trial AND attempt = 1 AND (finished_at IS NOT NULL OR deadline_at < now()) AS section
          FROM language_call WHERE begun_at > now() - make_interval(days => $1)) c
  GROUP BY model_id`;

export interface NewCall
  extends Pick<
    LanguageCall,
    | 'callId'
    | 'actorName'
    | 'task'
    | 'isTrial'
    | 'subject'
    | 'attempt'
    | 'promptVersion'
    | 'modelId'
    | 'modelName'
    | 'modelHash'
    | 'adapterFile'
    | 'driver'
    | 'inputHash'
    | 'correlationId'
  > {
  readonly actorKind: 'person' | 'token' | 'system';
  readonly actorId: string | null;
  readonly parameters: object;
  readonly deadlineMs: number;
}

/** Which calls a page of the audit shows; null = all. */
export interface CallFilter {
  readonly modelId: string | null;
  readonly verdict: CallVerdict | null;
  readonly state: CallState | null;
}

@Injectable()
export class CallRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async begin(call: NewCall): Promise<void> {
    await this.uow.query(
      `INSERT INTO language_call (call_id, begun_at, deadline_at, actor_kind, actor_id, actor_name, task, is_trial,
         subject, attempt, prompt_version, model_id, model_name, model_hash, adapter_file, driver, parameters,
         input_hash, state, correlation_id)
       VALUES ($1, now(), now() + $2 * interval '1 millisecond', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
         $15, $16, $17, 'waiting', $18)`,
      [
        call.callId,
        call.deadlineMs,
        call.actorKind,
        call.actorId,
        call.actorName,
        call.task,
        call.isTrial,
        call.subject,
        call.attempt,
        call.promptVersion,
        call.modelId,
        call.modelName,
        call.modelHash,
        call.adapterFile,
        call.driver,
        JSON.stringify(call.parameters),
        call.inputHash,
        call.correlationId,
      ],
    );
  }

  async asked(callId: string, queuedMs: number): Promise<void> {
    await this.uow.query(
      `UPDATE language_call SET state = 'asked', queued_ms = $2 WHERE call_id = $1 AND state = 'waiting'`,
      [callId, Math.round(queuedMs)],
    );
  }

  async answered(callId: string, answer: ModelAnswer, answerMs: number): Promise<void> {
    await this.uow.query(
      `UPDATE language_call SET state = 'answered', finished_at = now(), output = $2, form_held = $3, finish = $4,
         prompt_tokens = $5, answer_tokens = $6, answer_ms = $7 WHERE call_id = $1`,
      [
        callId,
        // PostgreSQL's text holds no NUL; a model of noise may answer one
        answer.text.replaceAll('\0', '\uFFFD'),
        answer.formHeld,
        answer.finish,
        answer.promptTokens,
        answer.answerTokens,
        Math.round(answerMs),
      ],
    );
  }

  async failed(callId: string, { code, message }: ModelFailure): Promise<void> {
    await this.uow.query(
      `UPDATE language_call SET state = 'failed', finished_at = now(), failure_code = $2, failure_reason = $3
        WHERE call_id = $1`,
      [callId, code, message.replaceAll('\0', '\uFFFD').slice(0, 500)],
    );
  }

  async judged(callId: string, verdict: CallVerdict, refusals: readonly string[]): Promise<void> {
    const shown = refusals.slice(0, 20).map((text) => text.replaceAll('\0', '\uFFFD').slice(0, 300));
    await this.uow.query(`UPDATE language_call SET verdict = $2, refusals = $3 WHERE call_id = $1`, [
      callId,
      verdict,
      JSON.stringify(shown),
    ]);
  }

  /** Newest first; ids are made in the order of time (UUIDv7), so they serve as the cursor. */
  page({ modelId, verdict, state }: CallFilter, limit: number, beforeId: string | null): Promise<LanguageCall[]> {
    return this.uow.query<LanguageCall>(
      `SELECT ${COLUMNS} FROM language_call
        WHERE ($2::text IS NULL OR model_id::text = $2) AND ($3::text IS NULL OR verdict = $3)
          AND ($4::text IS NULL OR ${STATE} = $4) AND ($5::text IS NULL OR call_id < $5::uuid)
        ORDER BY call_id DESC LIMIT $1`,
      [limit, modelId, verdict, state, beforeId],
    );
  }

  /** The newest failures of a model. */
  failures(modelId: string, limit: number): Promise<LanguageCall[]> {
    return this.uow.query<LanguageCall>(
      `SELECT ${COLUMNS} FROM language_call WHERE model_id::text = $1 AND state = 'failed' ORDER BY call_id DESC LIMIT $2`,
      [modelId, limit],
    );
  }

  figures(days: number): Promise<ModelFigures[]> {
    return this.uow.query<ModelFigures>(FIGURES, [days]);
  }

  /** How many were thrown away. */
  prune(days: number): Promise<number> {
    return this.uow.execute(`DELETE FROM language_call WHERE begun_at < now() - make_interval(days => $1)`, [days]);
  }
}
