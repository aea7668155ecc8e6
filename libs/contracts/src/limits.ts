/**
 * Bounds that every contract holds, so that one message always fits one Kafka record and one database row.
 * They are part of the promise: a later version may widen them, never narrow them.
 */
export const LIMITS = {
  /** Largest serialised event in bytes of UTF-8. Longer wafer tests are sent in parts. */
  eventBytes: 900_000,
  /** Events in one POST /ingest/v1/events. */
  batchEvents: 500,
  idLength: 128,
  nameLength: 200,
  unitLength: 32,
  noteLength: 8_000,
  /** Child lots and merges may bring more wafers together than one carrier holds. */
  wafers: 200,
  slot: 50,
  sitesPerWafer: 2_000,
  sensors: 500,
  recipeParameters: 500,
  tests: 10_000,
  diesPerPart: 200_000,
  diesPerProduct: 200_000,
  bins: 2_000,
  routeSteps: 2_000,
  insertions: 50,
  defectsPerWafer: 20_000,
  defectClasses: 1_000,
  tools: 100,
  lots: 1_000,
  /** Highest bin number of STDF V4 (BIN_NUM is 0 to 32,767). */
  binNumber: 32_767,
} as const;
