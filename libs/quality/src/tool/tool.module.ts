import { Module } from '@nestjs/common';
import { QualityReadModule } from '../quality-read.module.ts';
import { ToolRepository } from './tool.repository.ts';
import { ToolResolver } from './tool.resolver.ts';
import { ToolService } from './tool.service.ts';

/** What reads tools: for the API and for reports. */
@Module({
  imports: [QualityReadModule],
  providers: [ToolRepository, ToolService],
  exports: [ToolService],
})
export class ToolReadModule {}

/** What tools did, what was done to them, and how their wafers turned out. */
@Module({ imports: [ToolReadModule], providers: [ToolResolver] })
export class ToolModule {}
