import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { QualityReadModule } from '../quality-read.module.ts';
import { BinLossRepository } from '../yield/bin-loss.repository.ts';
import { ExcursionReviewService } from './excursion-review.service.ts';
import { PeriodExcursionsRepository } from './period-excursions.repository.ts';
import { PortfolioService } from './portfolio.service.ts';

/** All products at once, for reports to managers. Needs platform's database. */
@Module({
  imports: [FabModule, QualityReadModule],
  providers: [BinLossRepository, ExcursionReviewService, PeriodExcursionsRepository, PortfolioService],
  exports: [ExcursionReviewService, PortfolioService],
})
export class PortfolioModule {}
