import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  type Actor,
  Allow,
  CurrentActor,
  decodeCursor,
  DomainError,
  encodeCursor,
  PageInfo,
  pageSize,
} from '@fabwright/platform';
import { type QuarantineRow, type QuarantineState, SHOWN_BYTES } from './quarantine.repository.ts';
import { QuarantineService } from './quarantine.service.ts';
import { QuarantineConnection, QuarantineItem, ReplayResult } from './quarantine.types.ts';
import { shownBytes } from './shown-bytes.ts';

const STATES: readonly string[] = ['open', 'replayed', 'dismissed'] satisfies readonly QuarantineState[];
const MOST_IDS = 200;
const LONGEST_REASON = 500;

@Resolver(() => QuarantineItem)
export class QuarantineResolver {
  constructor(private readonly service: QuarantineService) {}

  @Allow('health:read')
  @Query(() => QuarantineConnection)
  async quarantine(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
    @Args('state', { type: () => String, nullable: true }) state?: string | null,
  ): Promise<QuarantineConnection> {
    const page = await this.service.page(actor, stateOf(state ?? null), pageSize(first), positionOf(after ?? null));
    const last = page.rows.at(-1);
    const endCursor = last === undefined ? null : encodeCursor([last.receivedAt.toISOString(), last.quarantineId]);
    return { rows: page.rows.map(toItem), total: page.total, pageInfo: new PageInfo(endCursor, page.hasNextPage) };
  }

  @Allow('quarantine:write')
  @Mutation(() => ReplayResult, {
    description: 'Takes messages in again by the same way, after what was wrong is mended.',
  })
  async replayQuarantine(
    @CurrentActor() actor: Actor,
    @Args('ids', { type: () => [ID] }) ids: string[],
  ): Promise<ReplayResult> {
    return { ...(await this.service.replay(actor, checkedIds(ids))), dismissed: 0 };
  }

  @Allow('quarantine:write')
  @Mutation(() => ReplayResult, { description: 'Puts messages away for good; they stay readable.' })
  async dismissQuarantine(
    @CurrentActor() actor: Actor,
    @Args('ids', { type: () => [ID] }) ids: string[],
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<ReplayResult> {
    const dismissed = await this.service.dismiss(actor, checkedIds(ids), checkedReason(reason));
    return { replayed: 0, stillFailing: 0, dismissed };
  }
}

function positionOf(after: string | null): { receivedAt: Date; id: string } | null {
  if (after === null) return null;
  const [receivedAt, id] = decodeCursor(after, 2);
  return { receivedAt: new Date(String(receivedAt)), id: String(id) };
}

function stateOf(state: string | null): QuarantineState | null {
  if (state === null) return null;
  if (STATES.includes(state)) return state as QuarantineState;
  throw new DomainError('INVALID_INPUT', `There is no state "${state}". Use ${STATES.join(', ')}.`, {
    detail: { field: 'state', reason: 'state-unknown' },
  });
}

function checkedIds(ids: readonly string[]): string[] {
  const wrong = ids.find((id) => !/^[0-9a-f-]{36}$/i.test(id));
  if (wrong !== undefined || ids.length === 0 || ids.length > MOST_IDS) {
    const what = wrong === undefined ? `Name 1 to ${MOST_IDS} messages at once.` : `"${wrong}" is no id of a message.`;
    throw new DomainError('INVALID_INPUT', what, { detail: { field: 'ids', reason: 'ids-invalid' } });
  }
  return [...new Set(ids)];
}

function checkedReason(reason: string): string {
  const text = reason.trim();
  if (text.length >= 1 && text.length <= LONGEST_REASON) return text;
  throw new DomainError('INVALID_INPUT', `Say in 1 to ${LONGEST_REASON} characters why they are not needed.`, {
    detail: { field: 'reason', reason: 'reason-form' },
  });
}

function toItem(row: QuarantineRow): QuarantineItem {
  return {
    quarantineId: row.quarantineId,
    receivedAt: row.receivedAt,
    source: row.sourceKind === 'kafka' ? `kafka:${row.topic ?? ''}` : row.sourceKind,
    type: row.eventType,
    eventId: row.eventId,
    reasonCode: row.reasonCode,
    reason: row.reason,
    raw: shownBytes(row.raw),
    truncated: row.byteSize > SHOWN_BYTES,
    state: row.state,
  };
}
