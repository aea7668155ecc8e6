import { Injectable } from '@nestjs/common';
import type { Reason, Stream } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';
import { BinLossRepository, type BinNames } from '../yield/bin-loss.repository.ts';
import type { ExcursionCause, ExcursionRecord, ExcursionSuspect } from './excursion.ts';
import type { Excursion, ExcursionFactor, ExcursionReason, ExcursionStream } from './excursion.types.ts';

/** Names of products, bins and steps, read once for a list of excursions. */
export interface Names {
  readonly products: ReadonlyMap<string, string>;
  readonly steps: ReadonlyMap<string, string>;
  readonly bins: BinNames;
}

/** Excursions as they are shown, with the names that people know. */
@Injectable()
export class ExcursionViews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly losses: BinLossRepository,
  ) {}

  async views(records: readonly ExcursionRecord[]): Promise<Excursion[]> {
    if (records.length === 0) return [];
    const names = await this.names(records);
    return records.map((record) => viewOf(record, names));
  }

  async view(record: ExcursionRecord): Promise<Excursion> {
    return viewOf(record, await this.names([record]));
  }

  async names(records: readonly Pick<ExcursionRecord, 'productId'>[]): Promise<Names> {
    const productIds = [...new Set(records.map((record) => record.productId))];
    const [products, steps, bins] = await Promise.all([
      this.uow.query<{ id: string; name: string }>(
        'SELECT product_id AS id, name FROM product WHERE product_id = ANY($1)',
        [productIds],
      ),
      this.uow.query<{ id: string; name: string }>('SELECT step_id AS id, COALESCE(name, step_id) AS name FROM step'),
      this.losses.names(productIds),
    ]);
    const asMap = (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
    return { products: asMap(products), steps: asMap(steps), bins };
  }
}

function viewOf(record: ExcursionRecord, names: Names): Excursion {
  const { subject, reasons, suspect, cause, ...shown } = record;
  return {
    ...shown,
    productName: names.products.get(record.productId) ?? record.productId,
    subject: streamOf(subject, record.productId, names),
    reasons: reasons.map((reason) => reasonOf(reason, record.productId, names)),
    suspect: suspect && factorOf(suspect, names),
    cause: cause && factorOf(cause, names),
  };
}

export function streamOf(stream: Stream, productId: string, names: Names): ExcursionStream {
  const sensor = stream.kind === 'sensor' ? stream : null;
  return {
    kind: stream.kind,
    name: stream.name,
    label: labelOf(stream, productId, names),
    toolId: sensor?.tool ?? null,
    chamber: sensor === null || sensor.chamber === '' ? null : sensor.chamber,
    stepId: sensor?.step ?? (stream.kind === 'defects' && stream.name !== '' ? stream.name : null),
  };
}

/** As people call it: a bin and the step of an inspection have names of their own. */
function labelOf({ kind, name }: Stream, productId: string, names: Names): string {
  if (kind === 'bin') return names.bins.of(productId, Number(name)).name;
  return kind === 'defects' ? (names.steps.get(name) ?? name) : name;
}

function reasonOf({ code, stream, values }: Reason, productId: string, names: Names): ExcursionReason {
  return {
    code,
    stream: streamOf(stream, productId, names),
    values: Object.entries(values).map(([name, value]) => ({
      name,
      number: typeof value === 'number' && Number.isFinite(value) ? value : null,
      text: typeof value === 'string' ? value : null,
    })),
  };
}

function factorOf(factor: ExcursionSuspect | ExcursionCause, names: Names): ExcursionFactor {
  const { kind, id, stepId, toolId, chamber } = factor;
  return {
    kind,
    id,
    stepId,
    stepName: stepId === null ? null : (names.steps.get(stepId) ?? stepId),
    toolId,
    chamber,
    pValue: 'pValue' in factor ? factor.pValue : null,
    words: 'words' in factor ? factor.words : null,
  };
}
