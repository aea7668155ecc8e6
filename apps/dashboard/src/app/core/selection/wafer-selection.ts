/** A selection of wafers as the link holds it (`sel=W1,W2`): ids in the order of the lot. */
export type WaferSelection = readonly string[];

/** Reads a link; ids that the lot does not have are left out. */
export function readSelection(text: string | undefined, known: readonly string[]): WaferSelection {
  const named = new Set((text ?? '').split(','));
  return known.filter((id) => named.has(id));
}

/** Null when nothing is selected, so that it leaves the link. */
export function writeSelection(selection: WaferSelection): string | null {
  return selection.length > 0 ? selection.join(',') : null;
}

export function toggled(selection: WaferSelection, id: string, known: readonly string[]): WaferSelection {
  return known.filter((other) => (other === id ? !selection.includes(id) : selection.includes(other)));
}

/** Everything from the anchor to `to`, in the order shown, added to what is selected. */
export function extended(
  selection: WaferSelection,
  shown: readonly string[],
  anchor: number,
  to: number,
  known: readonly string[],
): WaferSelection {
  const range = new Set(shown.slice(Math.min(anchor, to), Math.max(anchor, to) + 1));
  return known.filter((id) => range.has(id) || selection.includes(id));
}

/** Where a key leads in a grid filled row by row; null when the key is none of ours. */
export function nextTile(key: string, index: number, count: number, columns: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  };
  const target = steps[key];
  if (target === undefined) return null;
  return target < 0 || target >= count ? index : target;
}
