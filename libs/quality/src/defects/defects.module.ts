import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { DefectChoices } from './defect-choice.ts';
import { DefectRepository } from './defect.repository.ts';
import { DefectsResolver } from './defects.resolver.ts';
import { DefectsService } from './defects.service.ts';
import { KillRatioService } from './kill-ratio.service.ts';
import { SortMapRepository } from './sort-map.repository.ts';

/** Defects of inspections, by themselves and laid on the sort maps of the same wafers. */
@Module({
  imports: [FabModule],
  providers: [DefectChoices, DefectRepository, DefectsResolver, DefectsService, KillRatioService, SortMapRepository],
})
export class DefectsModule {}
