import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { correlationId, currentActor, metric, UnitOfWork } from '@fabwright/platform';
import { Counter, Histogram } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import type { ModelAnswer, ModelRequest } from '../../model/language-model.ts';
import { CallRepository } from '../calls/call.repository.ts';
import type { CallVerdict } from '../calls/language-call.ts';
import type { ConfiguredModel, LanguageTask } from '../registry/configured-model.ts';
import { ModelRepository } from '../registry/model.repository.ts';
import { Deadline, failureOf } from './deadline.ts';
import { RunningModels } from './running-models.ts';

/** What is asked of a model, and for what. */
export interface Question {
  readonly task: LanguageTask;
  /** What of the task: a section of a text. */
  readonly subject: string;
  /** 1, or 2 with the complaint about the first answer. */
  readonly attempt: number;
  readonly promptVersion: string;
  readonly request: ModelRequest;
  /** An administrator tries the model out: counted apart. */
  readonly isTrial: boolean;
}

export interface QuestionOptions {
  /** Milliseconds from now, time in the queue included. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface GatewayAnswer {
  /** Row of the audit; give it back with the verdict. */
  readonly callId: string;
  readonly answer: ModelAnswer;
}

/**
 * The one way to a language model. Each call is a row that is written before the model is asked, and ended whatever
 * comes of it; without a row nothing is asked. Neither questions nor answers are logged.
 */
@Injectable()
export class LanguageGateway {
  readonly #calls = metric(
    'fab_language_calls_total',
    (name) =>
      new Counter({
        name,
        help: 'Questions to language models, by what came of them',
        labelNames: ['task', 'driver', 'outcome'],
      }),
  );
  readonly #seconds = metric(
    'fab_language_call_seconds',
    (name) =>
      new Histogram({
        name,
        help: 'Time from a question to its answer, the queue included',
        labelNames: ['task', 'driver'],
        buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
      }),
  );
  readonly #verdicts = metric(
    'fab_language_verdicts_total',
    (name) =>
      new Counter({ name, help: 'Answers that the verifier let pass or refused', labelNames: ['task', 'verdict'] }),
  );

  constructor(
    private readonly models: ModelRepository,
    private readonly running: RunningModels,
    private readonly calls: CallRepository,
    private readonly uow: UnitOfWork,
  ) {}

  /** The model that answers a task at this moment; null = none, so templates. */
  assigned(task: LanguageTask): Promise<ConfiguredModel | null> {
    return this.models.assigned(task);
  }

  /** Throws ModelFailure. */
  async ask(model: ConfiguredModel, question: Question, options: QuestionOptions): Promise<GatewayAnswer> {
    const callId = uuidv7();
    const labels = { task: question.task, driver: model.place.driver };
    const deadline = new Deadline(options.deadlineMs, options.signal);
    const began = performance.now();
    let asked = began;
    await this.#record(() => this.calls.begin(callOf(callId, model, question, options.deadlineMs)));
    try {
      const answer = await this.running.use(
        model,
        deadline,
        (running, signal) => running.ask(question.request, { signal }),
        () => {
          asked = performance.now();
          return this.#record(() => this.calls.asked(callId, asked - began));
        },
      );
      await this.#record(() => this.calls.answered(callId, answer, performance.now() - asked));
      this.#calls.inc({ ...labels, outcome: 'answered' });
      return { callId, answer };
    } catch (error) {
      const failure = failureOf(error);
      this.#calls.inc({ ...labels, outcome: failure.code });
      await this.#record(() => this.calls.failed(callId, failure));
      throw failure;
    } finally {
      this.#seconds.observe(labels, (performance.now() - began) / 1000);
    }
  }

  /** What the verifier said of an answer. */
  async judge(callId: string, task: LanguageTask, verdict: CallVerdict, refusals: readonly string[]): Promise<void> {
    this.#verdicts.inc({ task, verdict });
    await this.#record(() => this.calls.judged(callId, verdict, refusals));
  }

  /** In a transaction of its own: a unit of work that fails must not take the audit along. */
  #record(write: () => Promise<void>): Promise<void> {
    return this.uow.outside(write);
  }
}

function callOf(callId: string, model: ConfiguredModel, question: Question, deadlineMs: number) {
  const { messages, form, maxTokens, temperature, seed } = question.request;
  const actor = currentActor();
  return {
    callId,
    deadlineMs,
    actorKind: actor?.kind ?? ('system' as const),
    actorId: actor?.id ?? null,
    actorName: actor?.name ?? 'Fabwright',
    task: question.task,
    isTrial: question.isTrial,
    subject: question.subject,
    attempt: question.attempt,
    promptVersion: question.promptVersion,
    modelId: model.modelId,
    modelName: model.name,
    modelHash: model.hash,
    adapterFile: model.place.driver === 'embedded' ? model.place.adapterFile : null,
    driver: model.place.driver,
    parameters: { form: form.kind, maxTokens, temperature, seed },
    inputHash: createHash('sha256').update(JSON.stringify({ messages, form })).digest('hex'),
    correlationId: correlationId(),
  };
}
