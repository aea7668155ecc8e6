import { Module } from '@nestjs/common';
import { DeliveryModule, IdentityModule } from '@fabwright/platform';
import { ExcursionModule } from '../excursion/excursion.module.ts';
import { EscalationService } from './escalation.service.ts';
import { EscalationWorker } from './escalation.worker.ts';
import { NoticePlanner } from './notice.planner.ts';
import { NoticePreview } from './notice-preview.service.ts';
import { NoticeResolver } from './notice.resolver.ts';
import { NoticeRuleRepository } from './notice-rule.repository.ts';
import { NoticeRules } from './notice-rule.service.ts';
import { NoticeStore } from './notice.store.ts';
import { NoticeWriter } from './notice.writer.ts';
import { RecipientsService } from './recipients.service.ts';

const SERVICES = [NoticePlanner, NoticeRuleRepository, NoticeStore, NoticeWriter];

/** Who can be called, and whether they may see a product. */
@Module({
  imports: [DeliveryModule, IdentityModule],
  providers: [RecipientsService],
  exports: [RecipientsService],
})
export class RecipientsModule {}

/** Listens to excursions and writes down who is to be told. For every process that changes excursions. */
@Module({
  imports: [DeliveryModule, ExcursionModule, RecipientsModule],
  providers: SERVICES,
  exports: [...SERVICES, RecipientsModule],
})
export class NoticeModule {}

/** Calls others when nobody acknowledges. For the worker, beside platform's `DeliveryWorkerModule`. */
@Module({
  imports: [ExcursionModule, NoticeModule],
  providers: [EscalationService, EscalationWorker],
  exports: [EscalationService],
})
export class NoticeWorkerModule {}

/** Rules and their preview by GraphQL. For the api, beside platform's `DeliveryApiModule`. */
@Module({
  imports: [ExcursionModule, NoticeModule],
  providers: [NoticePreview, NoticeResolver, NoticeRules],
  exports: [NoticeModule],
})
export class NoticeApiModule {}
