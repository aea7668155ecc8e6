import { Injectable } from '@nestjs/common';
import { BinCatalogue } from '@fabwright/fab';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import { populationSql } from '../population/population.sql.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import { PopulationService } from '../population/population.service.ts';
import { BinNames } from '../yield/bin-loss.repository.ts';
import type { BinEntry, Catalogue, ParameterEntry, StepEntry, TestEntry } from './catalogue.types.ts';

/** What a step measures seldom changes: its newest runs say it. */
const NEWEST_LOTS = 200;

const STEPS = `
  SELECT r.step_id AS "stepId", COALESCE(s.name, r.step_id) AS name, s.area, s.sequence,
    array_agg(DISTINCT r.tool_id ORDER BY r.tool_id) AS tools,
    COALESCE(array_agg(DISTINCT r.tool_id || '/' || p.chamber) FILTER (WHERE p.chamber IS NOT NULL), '{}') AS chambers
  FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
  LEFT JOIN step s ON s.step_id = r.step_id
  WHERE r.lot_id IN (SELECT lot_id FROM newest) GROUP BY r.step_id, s.name, s.area, s.sequence
  ORDER BY s.sequence NULLS LAST, r.step_id`;
const SENSORS = `
  SELECT DISTINCT 'FDC' AS kind, r.step_id AS "stepId", s.name, s.statistic, s.unit
  FROM process_run r CROSS JOIN LATERAL unnest(r.sensor_names, r.sensor_units, r.sensor_statistics) AS s(name, unit, statistic)
  WHERE r.lot_id IN (SELECT lot_id FROM newest) ORDER BY "stepId", name, statistic`;
const METROLOGY = `
  SELECT DISTINCT 'METROLOGY' AS kind, r.step_id AS "stepId", r.parameter AS name, NULL AS statistic, r.unit
  FROM metrology_run r WHERE r.lot_id IN (SELECT lot_id FROM newest) ORDER BY "stepId", name`;
const ETEST = `
  SELECT DISTINCT 'ETEST' AS kind, NULL AS "stepId", p.name, NULL AS statistic, p.unit
  FROM etest_run r CROSS JOIN LATERAL jsonb_to_recordset(r.parameters) AS p(name text, unit text)
  WHERE r.lot_id IN (SELECT lot_id FROM newest) ORDER BY name`;
const TESTS = `
  SELECT DISTINCT ON (t.number) t.number, t.name, COALESCE(t.unit, '') AS unit
  FROM (SELECT DISTINCT r.test_set_id FROM test_run r JOIN newest n ON n.lot_id = r.lot_id) AS seen
  JOIN test_set s USING (test_set_id)
  CROSS JOIN LATERAL jsonb_to_recordset(s.tests) AS t(number float8, name text, unit text) ORDER BY t.number`;
const BINS = `
  SELECT DISTINCT b.number, b.product_id AS "productId"
  FROM (SELECT w.product_id, unnest(w.soft_bins) AS number FROM population w) AS b ORDER BY b.number, b.product_id`;
const EQUIPMENT = `
  SELECT array_agg(DISTINCT tester) FILTER (WHERE tester IS NOT NULL) AS testers,
    array_agg(DISTINCT probe_card) FILTER (WHERE probe_card IS NOT NULL) AS "probeCards",
    array_agg(DISTINCT program_revision) AS "programRevisions" FROM population`;

interface FailedBin {
  readonly number: number;
  readonly productId: string;
}

type Equipment = { readonly [K in 'testers' | 'probeCards' | 'programRevisions']: string[] | null };

/** What can be charted, split by and filtered on, for the wafers of a filter: lists for the screens to offer. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly populations: PopulationService,
    private readonly catalogue: BinCatalogue,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen. */
  async of(filter: PopulationFilter, scope: ProductScope): Promise<Catalogue> {
    const { sql, parameters } = populationSql(await this.populations.choose(filter, scope));
    const ask = <Row>(select: string): Promise<Row[]> =>
      this.uow.query<Row>(
        `WITH population AS (${sql}), newest AS (
          SELECT lot_id FROM population GROUP BY lot_id ORDER BY max(tested_at) DESC LIMIT ${NEWEST_LOTS}) ${select}`,
        parameters,
      );
    const [steps, sensors, metrology, etest, tests, bins, [equipment]] = await Promise.all([
      ask<StepEntry>(STEPS),
      ask<ParameterEntry>(SENSORS),
      ask<ParameterEntry>(METROLOGY),
      ask<ParameterEntry>(ETEST),
      ask<TestEntry>(TESTS),
      ask<FailedBin>(BINS),
      ask<Equipment>(EQUIPMENT),
    ]);
    return {
      steps,
      parameters: [...sensors, ...metrology, ...etest],
      tests,
      bins: await this.#named(bins),
      ...equipmentLists(equipment),
    };
  }

  /** A number that several products use differently goes by its first name. */
  async #named(bins: readonly FailedBin[]): Promise<BinEntry[]> {
    const names = new BinNames(await this.catalogue.bins([...new Set(bins.map((bin) => bin.productId))]));
    const once = new Map(bins.toReversed().map((bin) => [bin.number, bin]));
    return [...once.values()]
      .map(({ number, productId }) => ({ number, ...names.of(productId, number) }))
      .sort((a, b) => a.number - b.number);
  }
}

function equipmentLists(found: Equipment | undefined) {
  const { testers, probeCards, programRevisions } = found ?? { testers: [], probeCards: [], programRevisions: [] };
  return { testers: testers ?? [], probeCards: probeCards ?? [], programRevisions: programRevisions ?? [] };
}
