import { Module } from '@nestjs/common';
import { QualityReadModule } from '../quality-read.module.ts';
import { CommonalityService } from './commonality.service.ts';
import { FactorRepository } from './factor.repository.ts';
import { SelectionCommonality } from './selection-commonality.service.ts';

/** What wafers share; for api, worker and reports. */
@Module({
  imports: [QualityReadModule],
  providers: [CommonalityService, FactorRepository, SelectionCommonality],
  exports: [CommonalityService, SelectionCommonality],
})
export class CommonalityModule {}
