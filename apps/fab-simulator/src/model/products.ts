/** What the fab makes, and how uneven it is. Percentage points are of yield. */
export interface Product {
  readonly index: number;
  readonly id: string;
  /** Begins the lot numbers and the recipe ids. */
  readonly letter: string;
  readonly name: string;
  readonly customer?: string;
  readonly lotsPerWeek: number;
  /** Final yield at the set points of the epoch, without excursions and before the change of the test limit. */
  readonly yield: number;
  readonly target: number;
  readonly floor: number;
  /** Spread of lot means and of wafers within a lot, beyond counting noise, in percentage points. */
  readonly sigmaLotPp: number;
  readonly sigmaWaferPp: number;
  /** Mean loss by random defects in percentage points; its gamma clustering is a part of sigmaWaferPp. */
  readonly defectPp: number;
  /** Fails of the outer 10 mm against the rest. */
  readonly edgeRatio: number;
  /** Size as the tester sees the die: along its own x and y. */
  readonly dieWidthMm: number;
  readonly dieHeightMm: number;
  readonly notch: 'down' | 'left';
  readonly yAxis: 'up' | 'down';
  readonly reticle: { readonly columns: number; readonly rows: number };
  /** Factor on all typical test values, so that products differ. */
  readonly scale: number;
  readonly temperatureC: number;
}

export const WAFER = { diameterMm: 300, edgeExclusionMm: 3, edgeBandMm: 10 } as const;
export const INSERTION = 'CP1';
/** Defects follow a negative binomial with this α (Gamma mixing). */
export const ALPHA = 2;
export const LOT_AUTOCORRELATION = 0.3;
/** Share of the extra variance of lots and wafers that nothing in the data explains. */
export const UNEXPLAINED = 0.5;

export const PRODUCTS: readonly Product[] = [
  {
    index: 0,
    id: 'PMIC-K7',
    letter: 'K',
    name: 'Power management K7',
    customer: 'Harbour Mobile',
    lotsPerWeek: 10,
    yield: 0.956,
    target: 0.95,
    floor: 0.89,
    sigmaLotPp: 1.15,
    sigmaWaferPp: 1.15,
    defectPp: 0.9,
    edgeRatio: 2.1,
    dieWidthMm: 10.4,
    dieHeightMm: 9.6,
    notch: 'down',
    yAxis: 'up',
    reticle: { columns: 2, rows: 3 },
    scale: 1,
    temperatureC: 25,
  },
  {
    index: 1,
    id: 'MCU-R4',
    letter: 'R',
    name: 'Microcontroller R4',
    lotsPerWeek: 4,
    yield: 0.918,
    target: 0.92,
    floor: 0.84,
    sigmaLotPp: 1.3,
    sigmaWaferPp: 1.3,
    defectPp: 1.1,
    edgeRatio: 1.8,
    dieWidthMm: 9.8,
    dieHeightMm: 9.8,
    notch: 'down',
    yAxis: 'down',
    reticle: { columns: 2, rows: 2 },
    scale: 1.08,
    temperatureC: 25,
  },
  {
    index: 2,
    id: 'NPU-A1',
    letter: 'A',
    name: 'Neural accelerator A1',
    customer: 'Lanting Vision',
    lotsPerWeek: 1,
    yield: 0.815,
    target: 0.83,
    floor: 0.7,
    sigmaLotPp: 1.45,
    sigmaWaferPp: 1.45,
    defectPp: 1.3,
    edgeRatio: 2.6,
    dieWidthMm: 10.2,
    dieHeightMm: 10.8,
    notch: 'left',
    yAxis: 'up',
    reticle: { columns: 2, rows: 2 },
    scale: 0.94,
    temperatureC: 85,
  },
];
