/** Chambers of these steps, without their tool; of one tool only where one is chosen. */
export function chambersOf(
  steps: readonly { readonly chambers: readonly string[] }[],
  tool: string | undefined,
): string[] {
  return steps
    .flatMap(({ chambers }) => chambers)
    .filter((chamber) => tool === undefined || chamber.startsWith(`${tool}/`))
    .map((chamber) => chamber.slice(chamber.lastIndexOf('/') + 1));
}
