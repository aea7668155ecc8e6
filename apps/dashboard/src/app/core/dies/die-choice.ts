import { DieSelection, type DiePlaces } from '@fabwright/contracts';
import type { ChoiceMode } from '@fabwright/ui';

/** Text for the link; null: none are chosen, and so all count. */
export type DieChoice = { readonly kind: 'chosen'; readonly text: string | null } | { readonly kind: 'too-scattered' };

/** What is chosen once dies were marked on a map; `before` is the link's text. Dies that the map lacks stay as they are. */
export function chosenAfter(before: string | undefined, marked: DiePlaces, mode: ChoiceMode): DieChoice {
  const kept = mode === 'replace' || before === undefined ? null : DieSelection.read(before);
  const places = mode === 'remove' ? without(kept, marked) : joined(kept, marked);
  if (places.x.length === 0) return { kind: 'chosen', text: null };
  const text = DieSelection.of(places)?.text ?? null;
  return text === null ? { kind: 'too-scattered' } : { kind: 'chosen', text };
}

/** Dies of a map by their indices. */
export function placesOf({ x, y }: DiePlaces, dies: readonly number[]): { x: number[]; y: number[] } {
  return { x: dies.map((die) => x[die] ?? 0), y: dies.map((die) => y[die] ?? 0) };
}

function joined(kept: DieSelection | null, { x, y }: DiePlaces) {
  const before = kept?.places ?? { x: [], y: [] };
  return { x: [...before.x, ...Array.from(x)], y: [...before.y, ...Array.from(y)] };
}

function without(kept: DieSelection | null, marked: DiePlaces) {
  const gone = DieSelection.of(marked);
  const before = kept?.places ?? { x: [], y: [] };
  const left = before.x.flatMap((x, die) => (gone?.has(x, before.y[die] ?? 0) ? [] : [die]));
  return placesOf(before, left);
}
