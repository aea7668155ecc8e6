import type { DieMap } from '../model/die-map.ts';
import type { RandomStream } from '../random/stream.ts';

export const SIGNATURES = [
  'centre',
  'donut',
  'edge-ring',
  'edge-local',
  'local',
  'scratch',
  'gradient',
  'reticle',
  'random',
] as const;
export type Signature = (typeof SIGNATURES)[number];

/** Where on the wafer a cause kills: a weight for each die with mean 1. */
export function signatureWeights(kind: Signature, map: DieMap, stream: RandomStream): Float32Array {
  const shape = SHAPES[kind](stream, map);
  const weights = Float32Array.from({ length: map.count }, (_, die) => 0.06 + shape(die));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / map.count;
  return weights.map((weight) => weight / mean);
}

type Shape = (die: number) => number;

function bump(distance: number, width: number): number {
  return Math.exp(-0.5 * (distance / width) ** 2);
}

const SHAPES: Readonly<Record<Signature, (stream: RandomStream, map: DieMap) => Shape>> = {
  centre: (stream, map) => {
    const width = stream.between(0.22, 0.36);
    return (die) => bump(map.r[die] ?? 0, width);
  },
  donut: (stream, map) => {
    const at = stream.between(0.42, 0.6);
    const width = stream.between(0.08, 0.13);
    return (die) => bump((map.r[die] ?? 0) - at, width);
  },
  'edge-ring': (stream, map) => {
    const width = stream.between(0.06, 0.12);
    return (die) => bump(Math.max(0, 0.94 - (map.r[die] ?? 0)), width);
  },
  'edge-local': (stream, map) => {
    const blob = blobAt(stream, map, 0.8, stream.between(0.18, 0.3));
    return (die) => blob(die);
  },
  local: (stream, map) => blobAt(stream, map, stream.between(0.2, 0.6), stream.between(0.14, 0.24)),
  scratch: (stream, map) => {
    const angle = stream.between(0, Math.PI);
    const offset = stream.between(-70, 70);
    const bend = stream.between(-0.0018, 0.0018);
    const middle = stream.between(-60, 60);
    const half = stream.between(50, 100);
    return (die) => {
      const x = map.xMm[die] ?? 0;
      const y = map.yMm[die] ?? 0;
      const along = x * Math.cos(angle) + y * Math.sin(angle) - middle;
      const across = -x * Math.sin(angle) + y * Math.cos(angle) - offset - bend * along * along;
      return Math.abs(along) < half ? bump(across, 5) : 0;
    };
  },
  gradient: (stream, map) => {
    const angle = stream.between(0, 2 * Math.PI);
    return (die) => {
      const along = ((map.xMm[die] ?? 0) * Math.cos(angle) + (map.yMm[die] ?? 0) * Math.sin(angle)) / 150;
      return Math.max(0, along + 0.2) ** 2;
    };
  },
  reticle: (stream, map) => {
    const place = stream.whole(0, Math.max(...map.field));
    return (die) => (map.field[die] === place ? 1 : 0);
  },
  random: () => () => 1,
};

function blobAt(stream: RandomStream, map: DieMap, radius: number, width: number): Shape {
  const angle = stream.between(0, 2 * Math.PI);
  const x = 150 * radius * Math.cos(angle);
  const y = 150 * radius * Math.sin(angle);
  return (die) => bump(Math.hypot((map.xMm[die] ?? 0) - x, (map.yMm[die] ?? 0) - y) / 150, width);
}
