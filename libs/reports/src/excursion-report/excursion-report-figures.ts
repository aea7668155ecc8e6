import type { StackedDies } from '@fabwright/contracts';
import type { FabCalendar } from '@fabwright/facts';
import type {
  ChangesAroundService,
  ExcursionCommonality,
  ExcursionLotsService,
  ExcursionsService,
  MovedParametersService,
  SimilarService,
  TimelineService,
} from '@fabwright/quality';
import type { DieGridFigures } from '../figures/wafer-figures.ts';

type Answer<Service, Method extends keyof Service> = Service[Method] extends (...args: never[]) => Promise<infer Value>
  ? Value
  : never;

/** What the page of an excursion shows, as its own services answer it. Null: could not be read. */
export interface ExcursionReportFigures {
  readonly fab: string;
  readonly calendar: FabCalendar;
  readonly live: string;
  /** The newest thing that the report rests on. */
  readonly dataTo: Date;
  readonly excursion: Answer<ExcursionsService, 'one'>;
  readonly lots: Answer<ExcursionLotsService, 'lots'>;
  readonly entries: Answer<ExcursionLotsService, 'entries'>;
  readonly actions: Answer<ExcursionLotsService, 'actions'>;
  readonly timeline: Answer<TimelineService, 'timeline'> | null;
  readonly commonality: Answer<ExcursionCommonality, 'of'> | null;
  readonly moved: Answer<MovedParametersService, 'moved'> | null;
  readonly around: Answer<ChangesAroundService, 'changes'> | null;
  readonly similar: Answer<SimilarService, 'similar'> | null;
  readonly stacks: { readonly affected: StackedDies; readonly baseline: StackedDies } | null;
  readonly geometry: DieGridFigures | null;
}
