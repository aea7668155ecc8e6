import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModel, ModelFailure, ModelFailureCode, ModelRequest } from '../src/model/language-model.ts';

/** A model that is ready to answer, with room for two questions that wait. */
export interface ContractSubject {
  readonly model: LanguageModel;
  /** Ends what was made besides the model. */
  readonly close: () => Promise<void>;
}

const PATIENT_MS = 60_000;

/** Three thousand letters: an answer that takes a while, and that can't end before. */
const LONG = 'root ::= part{60}\npart ::= letter{50}\nletter ::= [a-z]\n';

export function question(request: Partial<ModelRequest> = {}): ModelRequest {
  return {
    messages: [
      { role: 'system', text: 'You phrase facts.' },
      { role: 'user', text: 'Yield of W47 fell. 良率下降。' },
    ],
    form: { kind: 'text' },
    maxTokens: 40,
    temperature: 0,
    seed: 7,
    ...request,
  };
}

export const LONG_QUESTION: ModelRequest = question({ form: { kind: 'grammar', gbnf: LONG }, maxTokens: 3500 });

const SCHEMA = {
  type: 'object',
  properties: {
    tool: { type: 'string', enum: ['ET-04', 'ET-07'] },
    days: { type: 'integer', minimum: 1, maximum: 14 },
    remarks: { type: 'array', items: { type: 'string', maxLength: 6 }, maxItems: 2 },
  },
  required: ['tool', 'days'],
  additionalProperties: false,
};

export async function failureOf(asked: Promise<unknown>): Promise<ModelFailure> {
  const failure: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(failure, 'a failure').toMatchObject({ name: 'ModelFailure' });
  return failure as ModelFailure;
}

async function expectFailure(asked: Promise<unknown>, code: ModelFailureCode): Promise<ModelFailure> {
  const failure = await failureOf(asked);
  expect(failure).toMatchObject({ code });
  return failure;
}

/** What whoever asks a model may rely on, whatever drives it. The model itself may say anything: it is noise. */
export function languageModelContract(name: string, open: (deadlineMs: number) => Promise<ContractSubject>): void {
  describe(`a language model, ${name}`, { timeout: 120_000 }, () => {
    let subject: ContractSubject;
    let model: LanguageModel;

    beforeAll(async () => {
      subject = await open(PATIENT_MS);
      model = subject.model;
      await model.probe();
    }, 120_000);
    afterAll(async () => {
      await model.close();
      await subject.close();
    });

    it('says what it can do', async () => {
      const found = await model.probe();
      expect(found).toMatchObject({ grammar: true, jsonSchema: true, images: false });
      expect(found.name).not.toBe('');
      if (found.hash !== null) expect(found.hash).toMatch(/^[0-9a-f]{64}(\+[0-9a-f]{64})?$/);
      if (found.contextTokens !== null) expect(found.contextTokens).toBeGreaterThan(255);
    });

    it('gives the same answer to the same question, whatever was asked between', async () => {
      const first = await model.ask(question());
      const drawn = await model.ask(question({ temperature: 1, seed: 3 }));
      expect(await model.ask(question({ messages: [{ role: 'user', text: 'Something else.' }] }))).not.toEqual(first);
      expect(await model.ask(question())).toEqual(first);
      expect(await model.ask(question({ temperature: 1, seed: 3 }))).toEqual(drawn);
      expect(await model.ask(question({ temperature: 1, seed: 4 }))).not.toEqual(drawn);
    });

    it('stops at the most tokens, and says so', async () => {
      const answer = await model.ask({ ...LONG_QUESTION, maxTokens: 25 });
      expect(answer).toMatchObject({ finish: 'length', formHeld: true });
      if (answer.answerTokens !== null) expect(answer.answerTokens).toBe(25);
      if (answer.promptTokens !== null) expect(answer.promptTokens).toBeGreaterThan(10);
      expect(answer.text).toMatch(/^[a-z]{25}$/);
    });

    it('keeps a grammar, in Chinese too, and ends with it', async () => {
      const gbnf = 'root ::= "良率" ("上升" | "下降") [一-三]{2,3} "。"\n';
      const answer = await model.ask(question({ form: { kind: 'grammar', gbnf }, temperature: 1, maxTokens: 200 }));
      expect(answer).toMatchObject({ finish: 'stop', formHeld: true });
      expect(answer.text).toMatch(/^良率(上升|下降)[一-三]{2,3}。$/u);
    });

    it('keeps a JSON schema', async () => {
      for (const seed of [1, 2, 3]) {
        const form = { kind: 'json', schema: SCHEMA } as const;
        const { text, formHeld } = await model.ask(question({ form, seed, temperature: 1, maxTokens: 400 }));
        const said = JSON.parse(text) as { tool: string; days: number; remarks?: string[] };
        expect(formHeld).toBe(true);
        expect(['ET-04', 'ET-07']).toContain(said.tool);
        expect(said.days).toBeGreaterThanOrEqual(1);
        expect(said.days).toBeLessThanOrEqual(14);
        expect(said.remarks?.length ?? 0).toBeLessThanOrEqual(2);
      }
    });

    it('gives the answer in pieces, whole characters each', async () => {
      const pieces: string[] = [];
      const form = { kind: 'grammar', gbnf: 'root ::= [一-龥]{20}\n' } as const;
      const request = question({ form, temperature: 1, maxTokens: 200 });
      const answer = await model.ask(request, { onText: (piece) => pieces.push(piece) });
      expect(pieces.length).toBeGreaterThan(5);
      expect(pieces.join('')).toBe(answer.text);
      expect(answer.text).toMatch(/^[一-龥]{20}$/u);
      expect(await model.ask(request)).toMatchObject({ text: answer.text });
    });

    it('refuses what is no grammar, a schema that nothing fits, and more than it can read', async () => {
      await expectFailure(model.ask(question({ form: { kind: 'grammar', gbnf: 'root ::= ("a" |' } })), 'refused');
      await expectFailure(model.ask(question({ form: { kind: 'json', schema: { type: 'wafer' } } })), 'refused');
      const words = 'wafer '.repeat(3000);
      await expectFailure(model.ask(question({ messages: [{ role: 'user', text: words }] })), 'refused');
      await expect(model.ask(question())).resolves.toMatchObject({ formHeld: true });
    });

    it('stops in the middle of a sentence when whoever asked has gone, and answers the next one', async () => {
      const gone = new AbortController();
      const reason = new Error('the page was left');
      let heard = '';
      const asked = model.ask(LONG_QUESTION, {
        signal: gone.signal,
        onText: (piece) => {
          heard += piece;
          gone.abort(reason);
        },
      });
      expect((await expectFailure(asked, 'cancelled')).cause).toBe(reason);
      expect(heard.length).toBeLessThan(3000);
      await expectFailure(model.ask(question(), { signal: AbortSignal.abort(reason) }), 'cancelled');
      await expect(model.ask(question())).resolves.toMatchObject({ formHeld: true });
    });

    it('gives an answer up that does not come in time', async () => {
      const hurried = await open(1);
      await expectFailure(hurried.model.ask(LONG_QUESTION), 'deadline');
      await hurried.model.close();
      await hurried.close();
    });

    it('says that it is busy instead of making all wait, and answers those it took', async () => {
      const asked = Array.from({ length: 6 }, () => model.ask(question({ ...LONG_QUESTION, maxTokens: 300 })));
      const settled = await Promise.allSettled(asked);
      const refused = settled.filter((one) => one.status === 'rejected');
      expect(refused.length).toBe(3);
      for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy' });
    });

    it('fails what is under way when it is closed, and whatever comes after', async () => {
      const other = await open(PATIENT_MS);
      const asked = [other.model.ask(LONG_QUESTION), other.model.ask(question())].map((one) =>
        expectFailure(one, 'cancelled'),
      );
      await other.model.close();
      await Promise.all(asked);
      await expectFailure(other.model.ask(question()), 'cancelled');
      await expectFailure(other.model.probe(), 'cancelled');
      await expect(other.model.close()).resolves.toBeUndefined();
      await other.close();
    });
  });
}
