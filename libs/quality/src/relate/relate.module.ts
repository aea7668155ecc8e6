import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { LotWafersRepository } from '../explore/lot-trend/lot-wafers.repository.ts';
import { TrendRepository } from '../explore/trend.repository.ts';
import { UnitRepository } from '../explore/unit.repository.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { ParameterRepository } from './parameter.repository.ts';
import { RelateResolver } from './relate.resolver.ts';
import { RelateService } from './relate.service.ts';

/** Which parameters go with yield. */
@Module({
  imports: [FabModule, QualityReadModule],
  providers: [ParameterRepository, RelateResolver, RelateService, LotWafersRepository, TrendRepository, UnitRepository],
  exports: [RelateService],
})
export class RelateModule {}
