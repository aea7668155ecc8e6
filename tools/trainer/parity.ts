import { readFile } from 'node:fs/promises';
import { Runtime } from '@fabwright/language/model-process/runtime';
import type { Token } from 'node-llama-cpp';

/** The token that a model would say, and how sure it is (0 to 1). */
type Said = readonly [token: number, sure: number];

interface Reference {
  readonly prompt: readonly number[];
  readonly answer: readonly number[];
  readonly tuned: readonly Said[];
  readonly bare: readonly Said[];
}

export interface Parity {
  readonly tokens: number;
  /** Fraction of places at which both say the same token. */
  readonly same: number;
  /** Mean difference of how sure they are, where they say the same. */
  readonly apart: number;
}

/**
 * The converted adapter on the served weights against the tuned model as training left it, token by token. `bare` is
 * the same without the adapter: as far as the two runtimes differ by themselves, since one of them reckons in 8 bits.
 */
export async function compare(
  references: string,
  weights: string,
  adapter: string,
): Promise<{ tuned: Parity; bare: Parity; changed: number }> {
  const rows = (await readFile(references, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Reference);
  const runtime = await Runtime.load({ weights, contextTokens: 1024, threads: 2 });
  const served = { tuned: await saidOf(runtime, rows, adapter), bare: await saidOf(runtime, rows, null) };
  const [tuned, bare] = [rows.flatMap((row) => row.tuned), rows.flatMap((row) => row.bare)];
  return {
    tuned: parityOf(tuned, served.tuned),
    bare: parityOf(bare, served.bare),
    changed: 1 - parityOf(tuned, served.bare).same,
  };
}

async function saidOf(runtime: Runtime, rows: readonly Reference[], adapter: string | null): Promise<Said[]> {
  const { sequences } = await runtime.open(adapter);
  const [sequence] = sequences;
  if (!sequence) throw new Error('The runtime has no sequence.');
  const said: Said[] = [];
  for (const { prompt, answer } of rows) {
    await sequence.clearHistory();
    const input = [...prompt, ...answer.slice(0, -1)] as Token[];
    const evaluated = await sequence.controlledEvaluate(
      input.map((token, at) =>
        at < prompt.length - 1
          ? token
          : [token, { generateNext: { token: true, confidence: true, options: { temperature: 0 } } }],
      ),
    );
    for (const step of evaluated) {
      if (step?.next.token !== undefined) said.push([Number(step.next.token), step.next.confidence ?? 0]);
    }
  }
  return said;
}

/** Throws a RangeError where the two did not say equally much. */
export function parityOf(one: readonly Said[], other: readonly Said[]): Parity {
  if (one.length !== other.length) throw new RangeError(`${one.length} tokens against ${other.length}.`);
  const same = one.flatMap(([token, sure], at) => {
    const [otherToken, otherSure] = other[at] ?? [-1, 0];
    return token === otherToken ? [Math.abs(sure - otherSure)] : [];
  });
  return {
    tokens: one.length,
    same: same.length / one.length,
    apart: same.reduce((sum, apart) => sum + apart, 0) / Math.max(1, same.length),
  };
}

/** The conversion may cost nothing that the runtimes do not cost by themselves; and the adapter has to change something. */
export function isFaithful({ tuned, bare, changed }: Awaited<ReturnType<typeof compare>>): boolean {
  return (
    tuned.same >= 0.97 && tuned.same >= bare.same - 0.02 && tuned.apart <= Math.max(0.02, bare.apart) && changed > 0.1
  );
}
