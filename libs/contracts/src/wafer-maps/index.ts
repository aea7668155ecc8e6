export { decodeWaferMaps, dieOrder, encodeWaferMaps, type WaferMap } from './wafer-map-codec.ts';
export {
  decodeDieValues,
  decodeStackedDies,
  encodeDieValues,
  encodeStackedDies,
  type DieValues,
  type StackedDies,
} from './die-value-codec.ts';
