import { Module } from '@nestjs/common';
import { QualityModule } from '../quality.module.ts';
import { SiteYieldCatchUp } from './site-yield.catch-up.ts';
import { SiteYieldWorker } from './site-yield.worker.ts';

/** Yields by site of wafers that an older version derived, in the worker. */
@Module({ imports: [QualityModule], providers: [SiteYieldCatchUp, SiteYieldWorker] })
export class SiteYieldWorkerModule {}
