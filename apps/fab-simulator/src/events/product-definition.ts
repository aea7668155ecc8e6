import { encodeInt16, type ProductDefinitionV1 } from '@fabwright/contracts';
import { FAIL_BINS, HARD_BINS, PASS_BIN } from '../model/bins.ts';
import { dieMapOf } from '../model/die-map.ts';
import { INSERTION, WAFER, type Product } from '../model/products.ts';
import { ETEST_STEP, ROUTE, SORT_STEP } from '../model/route.ts';
import { TESTS } from '../model/tests.ts';
import { scaledLimits } from '../sort/test-values.ts';

export function productDefinition(product: Product): ProductDefinitionV1 {
  const map = dieMapOf(product);
  const steps = ROUTE.map(({ id, name, area, index }) => ({ stepId: id, name, area, sequence: index + 1 }));
  const ends = [ETEST_STEP, SORT_STEP].map(({ id, name, area, sequence }) => ({ stepId: id, name, area, sequence }));
  return {
    productId: product.id,
    version: 1,
    name: product.name,
    ...(product.customer ? { customer: product.customer } : {}),
    waferDiameterMm: WAFER.diameterMm,
    dieWidthMm: product.dieWidthMm,
    dieHeightMm: product.dieHeightMm,
    edgeExclusionMm: WAFER.edgeExclusionMm,
    notch: product.notch,
    axes: { x: 'right', y: product.yAxis },
    dies: { x: encodeInt16(map.x), y: encodeInt16(map.y) },
    reticle: { ...product.reticle, offsetX: map.origin.x, offsetY: map.origin.y },
    bins: [
      ...HARD_BINS.map((bin) => ({ kind: 'hard' as const, ...bin })),
      { kind: 'soft', number: PASS_BIN.number, name: PASS_BIN.name, pass: true },
      ...FAIL_BINS.map(({ number, name }) => ({ kind: 'soft' as const, number, name, pass: false })),
    ],
    insertions: [{ id: INSERTION, name: 'Wafer sort 1', temperatureC: product.temperatureC }],
    tests: TESTS.map((test) => {
      return { number: test.number, name: test.name, unit: test.unit, ...scaledLimits(test, product.scale) };
    }),
    targets: [{ insertion: INSERTION, yieldTarget: product.target, floor: product.floor }],
    route: [...steps, ...ends],
  };
}
