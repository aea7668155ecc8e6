import { DieSelection, type DiePlaces } from '@fabwright/contracts';
import {
  diesOf,
  normaliseCoordinates,
  NORMAL_ORIENTATION,
  type MapOrientation,
  type ProductDefinition,
  type ProductInsertion,
} from '@fabwright/fab';
import { DomainError, pgArray, type UnitOfWork } from '@fabwright/platform';

/** Dies of one product's map that everything is counted over, instead of over all of them. */
export interface ChosenDies {
  readonly selection: DieSelection;
  /** As it was asked for. */
  readonly text: string;
  /** Positions of the map that are chosen, and all it has. */
  readonly chosen: number;
  readonly positions: number;
  /** Of each of the product's die maps, told apart by its gross dies, how many of them are chosen. */
  readonly grossOfMap: readonly number[];
  readonly chosenOfMap: readonly number[];
  /** How coordinates lie in runs that don't say it themselves. */
  readonly orientation: MapOrientation;
}

/** What a wafer is counted die by die takes so long that more of them are not begun: some seconds. */
const MOST_DIES = 10_000_000;

const DEFINITIONS = `
  SELECT definition, gross_dies AS gross FROM product_version WHERE product_id = $1 ORDER BY version DESC`;

const NEWEST_MAP = `
  SELECT array_send(l.x) AS x, array_send(l.y) AS y
  FROM lot_yield y JOIN wafer_map m ON m.lot_id = y.lot_id AND m.insertion = y.insertion
  JOIN die_layout l ON l.layout_id = m.layout_id
  WHERE y.product_id = $1 AND y.insertion = $2 ORDER BY y.tested_at DESC NULLS LAST, m.lot_id, m.wafer_id LIMIT 1`;

/**
 * Reads the text of a selection against the die maps of the product. Throws INVALID_INPUT for a text that is none, and
 * for several products, whose dies don't lie on each other. The caller has applied the product scope to `pairs`.
 */
export async function readChosenDies(
  uow: UnitOfWork,
  text: string,
  pairs: readonly ProductInsertion[],
): Promise<ChosenDies | null> {
  const selection = DieSelection.read(text);
  if (!selection) throw refused('filter.dies', 'unread', 'The chosen dies can’t be read: choose them on a map again.');
  const [pair, ...others] = pairs;
  if (!pair) return null;
  if (others.length > 0) {
    throw refused(
      'filter.productId',
      'several',
      'Dies of several products don’t lie on each other: choose one product.',
    );
  }
  const versions = await uow.query<Version>(DEFINITIONS, [pair.productId]);
  const maps = versions.flatMap(mapOf);
  const shown = maps[0]?.places ?? (await newestMap(uow, pair));
  const known = maps.filter(({ gross }, at) => maps.findIndex((map) => map.gross === gross) === at);
  return {
    selection,
    text,
    chosen: countIn(selection, shown),
    positions: distinctOf(shown),
    grossOfMap: known.map(({ gross }) => gross),
    chosenOfMap: known.map(({ places }) => countIn(selection, places)),
    orientation: versions[0]?.definition.orientation ?? NORMAL_ORIENTATION,
  };
}

/** Throws INVALID_INPUT where `wafers` of these dies are more than can be counted while a person waits. */
export function checkWork({ positions }: ChosenDies, wafers: number): void {
  const most = Math.floor(MOST_DIES / Math.max(1, positions));
  if (wafers <= most) return;
  throw refused(
    'filter.dies',
    'too-many',
    `Chosen dies are counted wafer by wafer, and ${wafers} are more than the ${most} that can be: choose a shorter time.`,
  );
}

/** A figure that is known of whole wafers only. */
export function notOfDies(field: string, what: string): DomainError {
  return refused(
    field,
    'not-of-dies',
    `${what} of whole wafers only: choose another, or take back the choice of dies.`,
  );
}

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}

interface Version {
  readonly definition: ProductDefinition;
  readonly gross: number | null;
}

function mapOf({ definition, gross }: Version): { gross: number; places: DiePlaces }[] {
  const dies = diesOf(definition);
  return dies && gross !== null
    ? [{ gross, places: normaliseCoordinates(dies.x, dies.y, definition.orientation) }]
    : [];
}

async function newestMap(uow: UnitOfWork, { productId, insertion }: ProductInsertion): Promise<DiePlaces> {
  const [map] = await uow.query<{ x: Buffer; y: Buffer }>(NEWEST_MAP, [productId, insertion]);
  return map ? { x: pgArray.toInt16(map.x), y: pgArray.toInt16(map.y) } : { x: [], y: [] };
}

/** A die map that names a die twice has it once. */
function countIn(selection: DieSelection, places: DiePlaces): number {
  const dies = selection.indicesIn(places);
  return distinctOf({ x: dies.map((die) => places.x[die] ?? 0), y: dies.map((die) => places.y[die] ?? 0) });
}

function distinctOf({ x, y }: DiePlaces): number {
  return new Set(Array.from(x, (column, die) => column * 65_536 + (y[die] ?? 0))).size;
}
