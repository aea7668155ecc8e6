export * from './scenario.ts';
export { scenario } from './run-scenario.ts';
export { SIGNATURES, type Signature } from '../causes/signature.ts';
export { PRODUCTS, INSERTION, type Product } from '../model/products.ts';
export { dieMapOf, type DieMap } from '../model/die-map.ts';
export { FAIL_BINS } from '../model/bins.ts';
export { demonstration, type Demonstration, type PlantedCause } from './demonstration.ts';
