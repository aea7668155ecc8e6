import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { LotWafersRepository } from '../explore/lot-trend/lot-wafers.repository.ts';
import { TrendRepository } from '../explore/trend.repository.ts';
import { UnitRepository } from '../explore/unit.repository.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { CompareResolver } from './compare.resolver.ts';
import { CompareService } from './compare.service.ts';
import { DieValuesRepository } from './die-values.repository.ts';

/** Groups of wafers against each other. */
@Module({
  imports: [FabModule, QualityReadModule],
  providers: [
    CompareResolver,
    CompareService,
    DieValuesRepository,
    LotWafersRepository,
    TrendRepository,
    UnitRepository,
  ],
  exports: [CompareService],
})
export class CompareModule {}
