import { inject, signal } from '@angular/core';
import { DieSelection, type DiePlaces } from '@fabwright/contracts';
import { Toasts, type BrushShape, type ChoiceMode, type ChosenDies } from '@fabwright/ui';
import { injectSay } from '../i18n/inject-say.ts';
import { chosenAfter, placesOf } from './die-choice.ts';

/**
 * Dies that are chosen on the maps of a page. The link holds them: `dies` reads it, `go` writes it, null takes them back.
 * Call it in an injection context.
 */
export function injectDieChoice(dies: () => string | undefined, go: (dies: string | null) => void) {
  const toasts = inject(Toasts);
  const say = injectSay('population.dies');
  const choose = (places: DiePlaces, mode: ChoiceMode): void => {
    const choice = chosenAfter(dies(), places, mode);
    if (choice.kind === 'chosen') go(choice.text);
    else toasts.show(say('tooScattered'));
  };
  return {
    /** What a drag draws. */
    shape: signal<BrushShape>('rectangle'),
    /** Dies that were marked on a map. */
    mark: (map: DiePlaces, marked: ChosenDies): void => choose(placesOf(map, marked.dies), marked.mode),
    /** A whole area: a zone, or a position of the reticle. */
    markArea: (text: string, mode: ChoiceMode): void => {
      const area = DieSelection.read(text);
      if (area) choose(area.places, mode);
    },
    clear: (): void => go(null),
    /** Of a map, what is outlined on it. */
    selectedIn: (map: DiePlaces): { selected?: readonly number[] } => {
      const chosen = dies();
      const selection = chosen === undefined ? null : DieSelection.read(chosen);
      return selection ? { selected: selection.indicesIn(map) } : {};
    },
  };
}
