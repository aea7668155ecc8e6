import { DieState } from '@fabwright/analytics';
import type { ChosenDies } from './chosen-dies.ts';
import { populationSql, type SqlPart } from './population.sql.ts';
import type { Population } from './population.ts';

const { failed, firstPassGood, recovered, lostOnRetest } = DieState;
const GOOD_AT_LAST = `state IN (${firstPassGood}, ${recovered})`;
const GOOD_AT_FIRST = `state IN (${firstPassGood}, ${lostOnRetest})`;
const FAILED = `state IN (${failed}, ${lostOnRetest})`;

/**
 * As `populationSql`, with the counts of each wafer taken over the chosen dies where some are: gross and tested dies,
 * good at first and at last, recovered, failed, and failing dies by bin. Part records belong to no position of the map:
 * `good_record` and `records_judged` are then null.
 *
 * Chosen gross dies are those of the die map by whose gross dies the wafer is counted; without one, those tested.
 */
export function countedPopulationSql(population: Population): SqlPart {
  const base = populationSql(population);
  const { dies } = population;
  return dies ? countedSql(base, dies) : base;
}

/**
 * Where the chosen dies lie among those of a wafer is looked up once for all wafers whose dies lie alike; of each wafer
 * only those are taken, so that the cost follows the chosen dies. "|| ''" takes bytes that lie beside the row in once.
 */
function countedSql({ sql, parameters: given }: SqlPart, dies: ChosenDies): SqlPart {
  const parameters = [...given];
  const value = (one: unknown): string => `$${parameters.push(one)}`;
  const maps = `unnest(${value(dies.grossOfMap)}::integer[], ${value(dies.chosenOfMap)}::integer[])`;
  const count = (condition: string): string => `COALESCE(sum(dies) FILTER (WHERE ${condition}), 0)::integer`;
  const counted = `
    WITH whole AS (${sql}),
    mapped AS (
      SELECT w.*, m.layout_id FROM whole w
      JOIN wafer_map m ON m.lot_id = w.lot_id AND m.wafer_id = w.wafer_id AND m.insertion = w.insertion),
    placed AS MATERIALIZED (
      SELECT l.layout_id, array_agg(p.place - 1)::integer[] AS places
      FROM die_layout l CROSS JOIN LATERAL unnest(l.x, l.y) WITH ORDINALITY AS p(x, y, place)
      WHERE l.layout_id IN (SELECT layout_id FROM mapped) AND ${isChosen(dies, value)} GROUP BY l.layout_id)
    SELECT w.lot_id, w.wafer_id, w.insertion, w.product_id, w.lot_no, w.lot_type, w.program, w.program_revision, w.tester,
      w.probe_card, w.tested_at, COALESCE((SELECT map.chosen FROM ${maps} AS map(gross, chosen)
        WHERE map.gross = w.gross), d.tested) AS gross,
      d.*, NULL::integer AS good_record, NULL::integer AS records_judged
    FROM mapped w
    JOIN wafer_map m ON m.lot_id = w.lot_id AND m.wafer_id = w.wafer_id AND m.insertion = w.insertion
    LEFT JOIN placed c ON c.layout_id = w.layout_id
    CROSS JOIN LATERAL (SELECT m.state || ''::bytea AS states, m.soft_bin || ''::bytea AS bins OFFSET 0) AS f
    CROSS JOIN LATERAL (
      SELECT ${count('true')} AS tested, ${count(GOOD_AT_LAST)} AS good_final, ${count(GOOD_AT_FIRST)} AS good_first,
        ${count(`state = ${recovered}`)} AS recovered, ${count(FAILED)} AS failed,
        COALESCE(array_agg(bin) FILTER (WHERE ${FAILED}), '{}') AS soft_bins,
        COALESCE(array_agg(dies) FILTER (WHERE ${FAILED}), '{}') AS soft_dies
      FROM (
        SELECT p.state, p.bin, count(*)::integer AS dies
        FROM (
          SELECT get_byte(f.states, place) AS state, CASE WHEN length(f.bins) = length(f.states)
            THEN get_byte(f.bins, place)
            ELSE get_byte(f.bins, 2 * place) * 256 + get_byte(f.bins, 2 * place + 1) END AS bin
          FROM unnest(c.places) AS place) AS p
        GROUP BY p.state, p.bin) AS g) AS d`;
  return { sql: counted, parameters };
}

/** A bit a position of the box around the chosen dies: a die costs no look-up. */
function isChosen({ selection }: ChosenDies, value: (one: unknown) => string): string {
  const { minX, minY, width, height, bits } = selection.asBits;
  const inside = `p.x BETWEEN ${minX} AND ${minX + width - 1} AND p.y BETWEEN ${minY} AND ${minY + height - 1}`;
  const bit = `(p.y::integer - ${minY}) * ${width} + p.x - ${minX}`;
  return `CASE WHEN ${inside} THEN get_bit(${value(Buffer.from(bits))}::bytea, ${bit}) = 1 ELSE false END`;
}
