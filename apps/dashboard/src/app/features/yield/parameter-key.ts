/** What was measured in the line, as links name it. */
export function parameterKey({
  kind,
  stepId,
  name,
  statistic,
}: {
  kind: string;
  stepId?: string | null;
  name: string;
  statistic?: string | null;
}): string {
  if (kind === 'ETEST') return `et:${name}`;
  return kind === 'METROLOGY' ? `met:${stepId}:${name}` : `fdc:${stepId}:${statistic ?? 'mean'}:${name}`;
}
