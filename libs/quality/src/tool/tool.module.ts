import { Module } from '@nestjs/common';
import { QualityReadModule } from '../quality-read.module.ts';
import { ToolRepository } from './tool.repository.ts';
import { ToolResolver } from './tool.resolver.ts';
import { ToolService } from './tool.service.ts';

/** What tools did, what was done to them, and how their wafers turned out. */
@Module({
  imports: [QualityReadModule],
  providers: [ToolRepository, ToolResolver, ToolService],
})
export class ToolModule {}
