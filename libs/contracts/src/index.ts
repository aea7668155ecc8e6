export { LIMITS } from './limits.ts';
export {
  EVENT_TYPES,
  EVENT_TYPE_NAMES,
  isEventType,
  topics,
  type EventContract,
  type EventData,
  type EventType,
} from './registry.ts';
export {
  MEDIA_TYPES,
  parseEnvelope,
  partitionKeyOf,
  toEnvelope,
  type ContractIssue,
  type FabEvent,
  type FabEventOf,
  type ParsedEnvelope,
} from './envelope.ts';
export * from './typed-array.ts';
export { base64ByteLength, base64ToBytes, bytesToBase64 } from './base64.ts';
export { productDefinitionV1, type ProductDefinitionV1 } from './product-definition/v1.ts';
export { extentOf, readDieMapCsv, type DieList, type DieMapIssue, type Extent } from './die-map/die-map-csv.ts';
export { lotHistoryV1, type LotHistoryV1 } from './lot-history/v1.ts';
export { lotHoldV1, type LotHoldV1 } from './lot-hold/v1.ts';
export { processRunV1, type ProcessRunV1 } from './process-run/v1.ts';
export { metrologyV1, type MetrologyV1 } from './metrology/v1.ts';
export { etestV1, type EtestV1 } from './etest/v1.ts';
export { DIE_ARRAYS_V1, waferTestV1, type WaferTestV1 } from './wafer-test/v1.ts';
export { defectInspectionV1, type DefectInspectionV1 } from './defect-inspection/v1.ts';
export { maintenanceV1, type MaintenanceV1 } from './maintenance/v1.ts';
export { recipeAdjustmentV1, type RecipeAdjustmentV1 } from './recipe-adjustment/v1.ts';
export { excursionV1, type ExcursionV1 } from './excursion/v1.ts';
export { lotHoldRequestV1, type LotHoldRequestV1 } from './lot-hold-request/v1.ts';
export { DieSelection, type DieBits, type DiePlaces } from './die-selection/die-selection.ts';
export * from './wafer-maps/index.ts';
