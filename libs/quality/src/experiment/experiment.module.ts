import { Module } from '@nestjs/common';
import { ExperimentRepository } from './experiment.repository.ts';
import { ExperimentResolver } from './experiment.resolver.ts';
import { ExperimentService } from './experiment.service.ts';

/** Lists of split experiments. Needs platform's database, identity and GraphQL modules. */
@Module({ providers: [ExperimentRepository, ExperimentResolver, ExperimentService] })
export class ExperimentModule {}
