import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { WaferMapRepository } from '../maps/wafer-map.repository.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { StackController } from './stack.controller.ts';
import { StackRepository } from './stack.repository.ts';
import { StackResolver } from './stack.resolver.ts';
import { StackService } from './stack.service.ts';

/** Maps of any wafers: stacks, differences and galleries. */
@Module({
  imports: [FabModule, QualityReadModule],
  controllers: [StackController],
  providers: [StackRepository, StackResolver, StackService, WaferMapRepository],
})
export class StackModule {}
