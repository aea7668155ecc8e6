import type { ToolQuery } from '@fabwright/data-access';
import type { SensorChoice } from './sensor.panel.ts';
import type { ToolChoice } from './tool-link.ts';

type Found = Extract<ToolQuery['tool'], { __typename: 'Tool' }> | null;

export function productsOf(tool: Found): string[] {
  return [...new Set([...(tool?.yields ?? []), ...(tool?.sensors ?? [])].map(({ productId }) => productId))];
}

export function stepsOf(tool: Found): { stepId: string; name: string }[] {
  const found = [...(tool?.sensors ?? []), ...(tool?.yields ?? [])];
  return [...new Map(found.map(({ stepId, stepName }) => [stepId, { stepId, name: stepName }])).values()];
}

/** Where most lots went through, among what the link leaves open: there is most to be seen. */
export function busiest(tool: Found, { product, step }: Partial<Pick<ToolChoice, 'product' | 'step'>>) {
  const rows = (tool?.yields ?? []).filter(
    ({ productId, stepId }) => (product ?? productId) === productId && (step ?? stepId) === stepId,
  );
  return rows.reduce<(typeof rows)[number] | undefined>(
    (most, row) => (most && most.lots >= row.lots ? most : row),
    undefined,
  );
}

export function sensorOptions(tool: Found, product: string | undefined, step: string | undefined) {
  const found = (tool?.sensors ?? []).filter(({ productId, stepId }) => productId === product && stepId === step);
  const keys = new Map(found.map((sensor) => [`${sensor.statistic}:${sensor.name}`, sensor]));
  return [...keys].map(([value, { name, statistic, unit }]) => ({ value, label: sensorText(name, statistic, unit) }));
}

function sensorText(name: string, statistic: string, unit: string): string {
  return unit === '' ? `${name} ${statistic}` : `${name} ${statistic} (${unit})`;
}

/** The sensor that the link names, or the first of the step; null without any. */
export function chosenSensor(tool: Found, choice: Omit<ToolChoice, 'weeks'>): SensorChoice | null {
  const found = (tool?.sensors ?? []).filter(
    ({ productId, stepId }) => productId === choice.product && stepId === choice.step,
  );
  const sensor = found.find(({ name, statistic }) => `${statistic}:${name}` === choice.sensor) ?? found[0];
  if (!sensor) return null;
  const { productId, stepId, name, statistic } = sensor;
  return { productId, stepId, name, statistic, chamber: choice.chamber ?? null };
}

/** Step, chamber and sensor of a link that the tool does not have, as the link writes them; none while it is not known. */
export function unknownParts(
  tool: Found,
  { step, chamber, sensor }: ToolChoice,
  shown: { readonly product: string | undefined; readonly step: string | undefined },
): string[] {
  if (!tool) return [];
  const sensors = sensorOptions(tool, shown.product, shown.step);
  return [
    ...(step !== undefined && !stepsOf(tool).some(({ stepId }) => stepId === step) ? [`f.step=${step}`] : []),
    ...(chamber !== undefined && !tool.chambers.includes(chamber) ? [`f.chamber=${chamber}`] : []),
    ...(sensor !== undefined && !sensors.some(({ value }) => value === sensor) ? [`sensor=${sensor}`] : []),
  ];
}
