import { ApiProperty } from '@nestjs/swagger';
import { LetterStatusRepository } from '../../../domain/letters/letter-status.repository.js';
import { LettersRepository } from '../../../domain/letters/letters.repository.js';
import { MergedLettersRepository } from '../../../domain/letters/merged-letters.repository.js';
import type { Actor } from '../platform/identity/actor.js';
import { toProcessView } from '../cases/processes/process-view.js';
import type { ReadServices } from '../cases/registration/business.js';

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
  const merged = new MergedLettersRepository(pool);
  const followed = await merged.followed(letter);
  if (!followed) return null;
  const row = await new LettersRepository(pool).find(
    followed.id,
    visibility.processes(actor),
    visibility.cardUnits(actor),
  );
  if (!row) return null;
  const [due, answers] = await Promise.all([
    new LetterStatusRepository(pool).due(followed.id),
    merged.answers(letter),
  ]);
  const { id: processId, stage, stageTitle } = toProcessView(row);
  return {
    letterNo: followed.letterNo,
    processId,
    stage,
    stageTitle,
    unit: followed.leadName,
    dueAt: due?.dueAt?.toISOString() ?? null,
    reply: visibility.readsContent(actor, row.key) ? (answers.at(-1)?.reply ?? null) : null,
  };
}
