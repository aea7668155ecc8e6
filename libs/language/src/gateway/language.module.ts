import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { IdentityModule, JobHandlers } from '@fabwright/platform';
import { LanguageModelResolver } from './api/language-model.resolver.ts';
import { ModelOverview } from './api/model-overview.service.ts';
import { CALL_RETENTION, CallRetention } from './calls/call-retention.ts';
import { CallRepository } from './calls/call.repository.ts';
import { TextNarrators } from './narration/text-narrators.ts';
import { ModelRegistry } from './registry/model-registry.service.ts';
import { ModelRepository } from './registry/model.repository.ts';
import { ModelsFolder } from './registry/models-folder.ts';
import { Drivers } from './run/drivers.ts';
import { LanguageGateway } from './run/language-gateway.ts';
import { ModelFactory } from './run/model-factory.ts';
import { RunningModels } from './run/running-models.ts';
import { ModelTrials } from './trial/trial.service.ts';

const SHARED: readonly Provider[] = [
  CallRepository,
  LanguageGateway,
  ModelRepository,
  ModelsFolder,
  RunningModels,
  TextNarrators,
];

const provided = (factory: ModelFactory | undefined): Provider =>
  factory ? { provide: ModelFactory, useValue: factory } : { provide: ModelFactory, useClass: Drivers };

/** For api and worker: every kind of job that language brings. */
export const languageJobs = [CALL_RETENTION];

/** Language models through the gateway. `factory` makes a running model of a configured one; default: our drivers. */
@Module({})
export class LanguageModule {
  /** The api: administration, and trying models out. */
  static forApi(factory?: ModelFactory): DynamicModule {
    return {
      module: LanguageModule,
      imports: [IdentityModule],
      providers: [...SHARED, provided(factory), LanguageModelResolver, ModelOverview, ModelRegistry, ModelTrials],
    };
  }

  /** The worker: asks models for texts. Needs platform's jobs (with `languageJobs`). */
  static forWorker(factory?: ModelFactory): DynamicModule {
    return {
      module: LanguageModule,
      imports: [LanguageWorkerJobs],
      global: true,
      providers: [...SHARED, provided(factory)],
      exports: [TextNarrators],
    };
  }
}

@Module({ providers: [CallRepository, CallRetention] })
class LanguageWorkerJobs {
  constructor(handlers: JobHandlers, handler: CallRetention) {
    handlers.register(handler);
  }
}
