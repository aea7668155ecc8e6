import type { Step } from '../model/route.ts';
import { hashOf, uniformAt } from '../random/stream.ts';
import type { Lot } from './lot.ts';

/** Each product has two masks a layer; a lot keeps to one of them. */
export function reticleOf(seed: number, lot: Lot, step: Step): string {
  const copy = uniformAt(hashOf(seed, 'reticle', lot.lotId, step.index)) < 0.5 ? 'A' : 'B';
  return `${lot.product.letter}-${step.code}-${copy}`;
}

/** Lots of a product that were started about the same time share a batch of substrates, not strictly in order. */
export const LOTS_A_BATCH = 8;
export function substrateBatchOf(seed: number, lot: Lot): string {
  const jitter = Math.floor(5 * uniformAt(hashOf(seed, 'substrate', lot.lotId))) - 2;
  const number = Math.max(0, Math.floor((lot.sequence + jitter) / LOTS_A_BATCH));
  return `SB-${lot.product.letter}${String(number).padStart(3, '0')}`;
}
