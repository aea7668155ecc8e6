import { inject } from '@angular/core';
import { Formats } from '../formats/formats.ts';
import { injectSay } from '../i18n/inject-say.ts';

/** What a filter means and cannot be shown. */
export interface NotShown {
  readonly lots: readonly string[];
  readonly wafers: readonly string[];
  readonly ahead: number;
  /** Wafers that were excluded by hand. */
  readonly excluded: number;
  /** Positions of the map that figures cover; null: all. */
  readonly dies?: { readonly chosen: number; readonly positions: number } | null;
}

const MOST_NAMES = 12;

/**
 * Sentences about what an address asks for and a page leaves out: values that mean nothing, names that stand for
 * nothing, wafers that a clock hides. Call it in an injection context.
 */
export function injectPopulationNotices() {
  const say = injectSay('population');
  const formats = inject(Formats);
  return (dropped: readonly string[], notShown: NotShown | null | undefined): string[] => {
    const names = [...(notShown?.lots ?? []), ...(notShown?.wafers ?? [])];
    const ahead = notShown?.ahead ?? 0;
    return [
      ...(dropped.length > 0 ? [say('dropped', { names: formats.listed(dropped) })] : []),
      ...(names.length > 0
        ? [say('notFound', { count: names.length, names: formats.listed(names.slice(0, MOST_NAMES)) })]
        : []),
      ...(ahead > 0 ? [say('ahead', { count: ahead })] : []),
    ];
  };
}
