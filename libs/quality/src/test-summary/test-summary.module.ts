import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { QualityReadModule } from '../quality-read.module.ts';
import { TestSummaryRepository } from './test-summary.repository.ts';
import { TestSummaryService } from './test-summary.service.ts';
import { TestSummaryWorker } from './test-summary.worker.ts';

/** Summaries of the wafers' tests, in the worker. */
@Module({
  imports: [FabModule, QualityReadModule],
  providers: [TestSummaryRepository, TestSummaryService, TestSummaryWorker],
  exports: [TestSummaryService],
})
export class TestSummaryWorkerModule {}
