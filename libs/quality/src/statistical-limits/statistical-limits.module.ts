import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { QualityReadModule } from '../quality-read.module.ts';
import { StatisticalLimitsRepository } from './statistical-limits.repository.ts';
import { StatisticalLimitsResolver } from './statistical-limits.resolver.ts';
import { StatisticalLimitsService } from './statistical-limits.service.ts';

/** Statistical yield and bin limits. */
@Module({
  imports: [FabModule, QualityReadModule],
  providers: [StatisticalLimitsRepository, StatisticalLimitsResolver, StatisticalLimitsService],
  exports: [StatisticalLimitsRepository],
})
export class StatisticalLimitsModule {}
