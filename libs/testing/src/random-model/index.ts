export { writeRandomAdapter, writeRandomModel, type RandomModelOptions } from './random-model.ts';
