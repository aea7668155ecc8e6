export { writeRandomAdapter, writeRandomModel, type RandomModelOptions, type RandomModelSize } from './random-model.ts';
