import { writeFile } from 'node:fs/promises';
import { ggufFile, type GgufTensor, type GgufValue } from './gguf-writer.ts';

/** As small as answers that differ allow. */
const SMALL: RandomModelSize = { width: 64, layers: 2 };
const HEADS = 4;
const CONTEXT_TOKENS = 8192;
const RANK = 4;

/** Kinds of tokens in llama.cpp. */
const WORD = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const BYTE = 6;
const END = '</s>';
/** Every byte is a token, so the model can say anything, and three marks; nothing is a word. */
const TOKENS = ['<unk>', '<s>', END, ...Array.from({ length: 256 }, (_, byte) => `<0x${hex(byte)}>`)];

const CHAT_TEMPLATE =
  "{{ bos_token }}{% for message in messages %}[{{ message['role'] }}]\n{{ message['content'] | trim }}</s>\n{% endfor %}" +
  '{% if add_generation_prompt %}[assistant]\n{% endif %}';

export interface RandomModelSize {
  /** A multiple of 8. */
  readonly width: number;
  readonly layers: number;
}

export interface RandomModelOptions {
  /** For who measures: larger weights, so that a token costs what one of a real model does. */
  readonly size?: RandomModelSize;
  /** Greedy answers go on until they are cut. */
  readonly endless?: boolean;
  /** Other seed, other weights; the same seed gives the same file to the byte. */
  readonly seed?: number;
  /** False for a base model, whose file says nothing of turns. */
  readonly chatTemplate?: boolean;
  /** Tokens besides the bytes, so that fewer of them say as much; without blanks. */
  readonly words?: readonly string[];
}

/**
 * Writes a language model of random weights (llama architecture, half a megabyte) that any GGUF runtime loads. It
 * says noise, which is what it is for: whatever stands behind it must be right all the same.
 */
export async function writeRandomModel(path: string, options: RandomModelOptions = {}): Promise<void> {
  const draw = gaussian(options.seed ?? 1);
  const size = options.size ?? SMALL;
  const { width, layers } = size;
  const tokens = [...TOKENS, ...(options.words ?? [])];
  const tensors = [
    matrix('token_embd.weight', width, tokens.length, 1, draw),
    ...Array.from({ length: layers }, (_, layer) => block(layer, width, draw)).flat(),
    ones('output_norm.weight', width),
    // Wide enough that some tokens stand out: under greedy sampling the answer depends on the question.
    matrix('output.weight', width, tokens.length, 0.5, draw),
  ];
  if (options.endless) silence(tensors.at(-1), tokens.indexOf(END));
  const metadata = { ...architecture(tokens.length, size), ...vocabulary(tokens, options.chatTemplate ?? true) };
  await writeFile(path, ggufFile(metadata, tensors));
}

/** Writes a LoRA adapter of random weights for the small model: with it, the model says other noise. */
export async function writeRandomAdapter(path: string, seed = 2): Promise<void> {
  const draw = gaussian(seed);
  const { width, layers } = SMALL;
  const tensors = Array.from({ length: layers }, (_, layer) => [
    matrix(`blk.${layer}.ffn_down.weight.lora_a`, innerOf(width), RANK, 0.5, draw),
    matrix(`blk.${layer}.ffn_down.weight.lora_b`, RANK, width, 0.5, draw),
  ]).flat();
  const metadata: Record<string, GgufValue> = {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.type': { type: 'string', value: 'adapter' },
    'adapter.type': { type: 'string', value: 'lora' },
    'adapter.lora.alpha': { type: 'float32', value: RANK },
  };
  await writeFile(path, ggufFile(metadata, tensors));
}

function innerOf(width: number): number {
  return 2 * width;
}

function architecture(tokens: number, { width, layers }: RandomModelSize): Record<string, GgufValue> {
  const count = (value: number): GgufValue => ({ type: 'uint32', value });
  return {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.name': { type: 'string', value: 'random weights' },
    'llama.vocab_size': count(tokens),
    'llama.context_length': count(CONTEXT_TOKENS),
    'llama.embedding_length': count(width),
    'llama.block_count': count(layers),
    'llama.feed_forward_length': count(innerOf(width)),
    'llama.attention.head_count': count(HEADS),
    'llama.attention.head_count_kv': count(HEADS),
    'llama.rope.dimension_count': count(width / HEADS),
    'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: 1e-5 },
  };
}

function vocabulary(tokens: readonly string[], hasChatTemplate: boolean): Record<string, GgufValue> {
  const kinds = tokens.map((token, at) => {
    if (at >= TOKENS.length) return WORD;
    return token === '<unk>' ? UNKNOWN : token.startsWith('<0x') ? BYTE : CONTROL;
  });
  return {
    'tokenizer.ggml.model': { type: 'string', value: 'llama' },
    'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
    'tokenizer.ggml.scores': { type: 'float32s', value: tokens.map(() => 0) },
    'tokenizer.ggml.token_type': { type: 'int32s', value: kinds },
    'tokenizer.ggml.unknown_token_id': { type: 'uint32', value: 0 },
    'tokenizer.ggml.bos_token_id': { type: 'uint32', value: 1 },
    'tokenizer.ggml.eos_token_id': { type: 'uint32', value: TOKENS.indexOf(END) },
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: true },
    'tokenizer.ggml.add_space_prefix': { type: 'bool', value: false },
    ...(hasChatTemplate ? { 'tokenizer.chat_template': { type: 'string', value: CHAT_TEMPLATE } } : {}),
  };
}

function block(layer: number, width: number, draw: () => number): GgufTensor[] {
  const name = (part: string): string => `blk.${layer}.${part}.weight`;
  const scale = 1 / Math.sqrt(width);
  return [
    ones(name('attn_norm'), width),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((part) => matrix(name(part), width, width, scale, draw)),
    ones(name('ffn_norm'), width),
    matrix(name('ffn_gate'), width, innerOf(width), scale, draw),
    matrix(name('ffn_up'), width, innerOf(width), scale, draw),
    matrix(name('ffn_down'), innerOf(width), width, scale, draw),
  ];
}

function matrix(name: string, columns: number, rows: number, scale: number, draw: () => number): GgufTensor {
  return {
    name,
    dimensions: [columns, rows],
    values: Float32Array.from({ length: columns * rows }, () => scale * draw()),
  };
}

/** A token that scores nothing, among hundreds that score more or less than that, is never the best. */
function silence(output: GgufTensor | undefined, token: number): void {
  const width = output?.dimensions[0] ?? 0;
  output?.values.fill(0, token * width, (token + 1) * width);
}

function ones(name: string, length: number): GgufTensor {
  return { name, dimensions: [length], values: new Float32Array(length).fill(1) };
}

/** Normally distributed numbers, the same for the same seed (Box and Muller over a linear congruential generator). */
function gaussian(seed: number): () => number {
  let state = (Math.imul(seed, 2_654_435_761) + 1) >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
