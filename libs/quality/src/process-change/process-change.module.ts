import { Module } from '@nestjs/common';
import { QualityReadModule } from '../quality-read.module.ts';
import { ProcessChangeRepository } from './process-change.repository.ts';
import { ProcessChangeService } from './process-change.service.ts';

/** What changes of recipes went along with, for reports. */
@Module({
  imports: [QualityReadModule],
  providers: [ProcessChangeRepository, ProcessChangeService],
  exports: [ProcessChangeService],
})
export class ProcessChangeModule {}
