import { numbered } from '../platform/paging/conditions.js';
import { ApiProperty } from '@nestjs/swagger';
import { prepared } from '../../../infra/database/prepared.js';
import type { Actor } from '../platform/identity/actor.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import type { ReadServices } from '../cases/registration/business.js';
import { followedLetter } from './followed-letter.js';
import { readAnswers } from './letter-answers.js';
import { readDue } from './letter-due.js';

export class FollowedView {
  @ApiProperty({ example: 'ZX2026000001' }) letterNo!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'inProgress' }) stage!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '办理中' }) stageTitle!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the lead unit' }) unit!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The answer that the writer of the merged letter reads; null for roles that do not read letters',
  })
  reply!: string | null;
}

/**
 * Reads the letter that another one follows, or has its answer from, as an account sees it.
 *
 * @returns null when there is none or the account may not see it
 */
export async function readFollowed(
  { pool, visibility }: ReadServices,
  actor: Actor,
  letter: string,
): Promise<FollowedView | null> {
  const followed = await followedLetter(pool, letter);
  if (!followed) return null;
  const visible = numbered(visibility.processes(actor), 2);
  const { rows } = await prepared<ProcessRow>(
    pool,
    `SELECT ${PROCESS_COLUMNS} FROM process p WHERE p.id = $1 AND ${visible.sql}`,
    [followed.id, ...visible.values],
  );
  const [row] = rows;
  if (!row) return null;
  const [due, answers] = await Promise.all([readDue(pool, followed.id), readAnswers(pool, letter)]);
  const { id: processId, stage, stageTitle } = toProcessView(row);
  return {
    letterNo: followed.letter_no,
    processId,
    stage,
    stageTitle,
    unit: followed.lead_name,
    dueAt: due?.due_at?.toISOString() ?? null,
    reply: visibility.readsContent(actor, row.key) ? (answers.at(-1)?.reply ?? null) : null,
  };
}
