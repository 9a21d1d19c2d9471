import type { Logger } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { visitConcurrently } from '../event-streams/bounded-concurrency.js';
import { Problem, problemOf, refusalOf } from '../problems/problem.js';

/** What one request may act on; each row costs as much as a request of its own. */
export const MAX_ROWS = 100;

const ROW_STATES = ['done', 'accepted', 'refused'] as const;

/** What became of one of several rows that a request acted on. */
export class RowResult {
  @ApiProperty() id!: string;
  @ApiProperty({
    enum: ROW_STATES,
    description: 'accepted: stored, and continued without the caller (ENGINE_UNAVAILABLE)',
  })
  state!: (typeof ROW_STATES)[number];
  @ApiPropertyOptional({ description: 'Of a row that is not done' }) problem?: Problem;
}

export class RowCounts {
  @ApiProperty({ type: 'integer' }) done!: number;
  @ApiProperty({ type: 'integer' }) accepted!: number;
  @ApiProperty({ type: 'integer' }) refused!: number;
}

/** The request that the rows came with, as problems quote it. */
export interface QuotedRequest {
  readonly id: string;
  readonly url: string;
}

/**
 * Acts on rows, some at a time. Each succeeds or fails by itself, as a request of its own would.
 *
 * @param act returns what is added to the row's result
 * @param logger writes down defects
 * @returns in the order of `ids`
 */
export async function actOnRows<T extends object>(
  ids: readonly string[],
  request: QuotedRequest,
  act: (id: string) => Promise<T>,
  logger: Logger,
): Promise<(RowResult & Partial<T>)[]> {
  const rows = new Map<string, RowResult & Partial<T>>();
  await visitConcurrently(ids, async (id) => {
    const row = await act(id).then(
      (more) => ({ id, state: 'done' as const, ...more }),
      (error: unknown) => failed(id, error, request, logger) as RowResult & Partial<T>,
    );
    rows.set(id, row);
  });
  return ids.map((id) => rows.get(id)!);
}

export function countsOf(items: readonly RowResult[]): RowCounts {
  const count = (state: RowResult['state']): number => items.filter((row) => row.state === state).length;
  return { done: count('done'), accepted: count('accepted'), refused: count('refused') };
}

function failed(id: string, error: unknown, request: QuotedRequest, logger: Logger): RowResult {
  const { refusal, defect } = refusalOf(error);
  if (defect) logger.error({ requestId: request.id, row: id, err: refusal.cause ?? refusal }, 'defect');
  const problem = problemOf(refusal, request);
  return { id, state: problem.code === 'ENGINE_UNAVAILABLE' ? 'accepted' : 'refused', problem };
}
