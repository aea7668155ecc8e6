import type { FabEvent } from '@fabwright/contracts';
import { Audit, ChangeNotifier, CommitOrder, FabConfig, type UnitOfWork } from '@fabwright/platform';
import { SpecOutgoingEvents } from '../../test/excursion-api.ts';
import type { ExcursionChanges } from '../excursion/excursion-changes.ts';
import { ExcursionHistoryRepository } from '../excursion/excursion-history.repository.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import { ExcursionWriter } from '../excursion/excursion.writer.ts';
import type { Maths } from '../maths/maths.ts';
import { DetectionProgress } from './detection-progress.ts';
import { DetectionService } from './detection.service.ts';
import { FindingsService } from './findings.service.ts';
import { FindingsWriter } from './findings.writer.ts';
import { InspectionRepository } from './inspection.repository.ts';
import { PlaceStore } from './place.store.ts';
import { SensorCharts } from './sensor-charts.service.ts';
import { SensorRunRepository } from './sensor-run.repository.ts';
import { SeriesRepository } from './series.repository.ts';
import { SignatureStore } from './signature.store.ts';

export interface DetectionParts {
  readonly changes: ExcursionChanges;
  /** Events that left, in their order. */
  readonly sent: FabEvent[];
  readonly maths: Maths;
  readonly clockAt: Date;
  readonly url: string;
}

/** The detectors on a database, with charts of their own, as each worker has them. */
export function detectionOn(uow: UnitOfWork, { changes, sent, maths, clockAt, url }: DetectionParts): DetectionService {
  const excursions = new ExcursionRepository(uow);
  const history = new ExcursionHistoryRepository(uow);
  const progress = new DetectionProgress(uow);
  const outgoing = new SpecOutgoingEvents(uow, sent);
  const writer = new ExcursionWriter(excursions, history, changes, outgoing, new ChangeNotifier(uow), new Audit(uow));
  const findings = new FindingsService(
    uow,
    new SeriesRepository(uow, new PlaceStore(uow)),
    new InspectionRepository(uow),
    new SignatureStore(uow, maths),
    new SensorCharts(new SensorRunRepository(uow), maths),
    maths,
  );
  return new DetectionService(
    progress,
    findings,
    new FindingsWriter(uow, new CommitOrder(uow), progress, excursions, writer),
    { now: () => Promise.resolve(clockAt) },
    FabConfig.fromEnvironment({ FAB_DATABASE_URL: url }),
  );
}
