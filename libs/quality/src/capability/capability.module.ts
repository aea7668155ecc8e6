import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { DieValuesRepository } from '../compare/die-values.repository.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { CapabilityRepository } from './capability.repository.ts';
import { CapabilityResolver } from './capability.resolver.ts';
import { CapabilityService } from './capability.service.ts';

/** How well tests keep their limits. */
@Module({
  imports: [FabModule, QualityReadModule],
  providers: [CapabilityRepository, CapabilityResolver, CapabilityService, DieValuesRepository],
})
export class CapabilityModule {}
