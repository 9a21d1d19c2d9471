import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CARD_LEVELS, type CardLevel, type CardState } from '../../../domain/cases/cards/card-rows.js';
import { FALSE_CLOSURE_CLOCK, FALSE_CLOSURE_THRESHOLD } from '../../../domain/cases/cards/card-events.js';
import { LEVEL_TITLES } from '../../../domain/cases/cards/card-titles.js';
import { AttachmentView } from '../cases/attachments/attachment-view.js';
import { ActView } from '../platform/problems/refusal.js';
import { noteAccess } from '../platform/audit/access-trail.js';
import type { CardRow } from '../../../domain/cases/cards/cards.repository.js';
import { taskDefinition } from '../cases/definitions/task-forms.js';

export const CARD_STATES = [
  'pending',
  'stopped',
  'issued',
  'appealed',
  'upheld',
  'revoked',
  'escalated',
] as const;

export class CardView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Number of the letter' }) subject!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Title of the case in its writer’s words; null for accounts that do not read them',
  })
  matter!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '牌号, once it is issued' }) number!:
    string | null;
  @ApiProperty({ enum: CARD_LEVELS }) level!: CardLevel;
  @ApiProperty({ example: '黄牌', description: 'Name of the level in official use' }) levelTitle!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'C3',
    description: 'Code of the clock in the policy; null for a manual card',
  })
  clock!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '办理', description: 'Title of the time limit' })
  clockTitle!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Task with the clock when the threshold was reached; without such a task, the one the unit had then',
  })
  task!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '办理并拟稿' }) step!: string | null;
  @ApiProperty({ enum: CARD_STATES, description: 'Cards under appeal are excluded from rankings' })
  state!: CardState;
  @ApiProperty({ enum: ['auto', 'manual'] }) source!: string;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({
    type: 'integer',
    description:
      'Points now: 0 unless in force, and 0 beside the red card of the same clock where the policy says so',
  })
  points!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({ format: 'date-time' }) reachedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'The card can be stopped until then' }) issueAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) issuedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was issued' }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Reason of the stop or the decision' })
  decisionReason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The unit’s written explanation' }) statement!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) statementAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) statementDueAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) appealProcessId!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the unit rectified the delay (已整改)',
  })
  rectifiedAt!: string | null;
  @ApiProperty({ example: 'QDN-2015/1' }) policyVersion!: string;
  @ApiProperty({ type: 'integer' }) calendarVersion!: number;
}

/** What the account may do with a card. An act that is not its to do is left out. */
export class CardActsView {
  @ApiPropertyOptional({ type: ActView, description: 'The unit: a written explanation' }) explain?: ActView;
  @ApiPropertyOptional({ type: ActView, description: 'The unit: an appeal' }) appeal?: ActView;
  @ApiPropertyOptional({ type: ActView, description: 'Supervisors: before it is issued' }) stop?: ActView;
  @ApiPropertyOptional({ type: ActView, description: 'Supervisors: of its appeal, or without one' })
  decide?: ActView;
}

export class CardAppealView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'For the unit that wrote it and for readers of appeals; null for others, and once it has been erased',
  })
  evidence!: string | null;
  @ApiProperty({ type: [AttachmentView], description: 'For the same readers' })
  attachments!: AttachmentView[];
  @ApiProperty({ type: String, nullable: true, description: 'Name of the unit that decides' })
  office!: string | null;
}

export class CardDetail extends CardView {
  @ApiProperty({ type: CardAppealView, nullable: true }) appeal!: CardAppealView | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the unit that stopped the card or decided on it',
  })
  decidedBy!: string | null;
  @ApiProperty({ type: CardActsView }) acts!: CardActsView;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Last instant for an appeal; null where none is possible',
  })
  appealUntil!: string | null;
}

/**
 * Records the access when the process of the card is secret.
 *
 * @param readsContent whether the reader reads the words of those who wrote the case
 */
export function toCardView(row: CardRow, readsContent: boolean): CardView {
  noteAccess({ id: row.process_id, secret: row.confidential });
  return {
    id: row.id,
    processId: row.process_id,
    subject: row.subject,
    matter: readsContent ? (row.matter ?? null) : null,
    number: row.number,
    level: row.level,
    levelTitle: LEVEL_TITLES[row.level],
    clock: row.threshold === FALSE_CLOSURE_THRESHOLD ? FALSE_CLOSURE_CLOCK : row.clock_code,
    clockTitle: row.clock_title,
    task: row.task_number === null ? null : `${row.process_id}.${row.task_number}`,
    step:
      row.task_name === null
        ? null
        : (taskDefinition(row.process_key, row.process_version, row.task_name)?.title ?? row.task_name),
    state: row.state,
    source: row.source,
    unit: row.unit,
    unitName: row.unit_name,
    points: row.points,
    dueAt: iso(row.due_at),
    reachedAt: row.reached_at.toISOString(),
    issueAt: row.issue_at.toISOString(),
    issuedAt: iso(row.issued_at),
    reason: row.reason,
    decisionReason: row.decision_reason,
    statement: row.statement,
    statementAt: iso(row.statement_at),
    statementDueAt: iso(row.statement_due_at),
    appealProcessId: row.appeal_process_id,
    decidedAt: iso(row.decided_at),
    rectifiedAt: iso(row.rectified_at),
    policyVersion: `${row.policy_id}/${row.policy_version}`,
    calendarVersion: row.calendar_version,
  };
}

/**
 * A card for the platform, with the same fields as the feed: its reason, but no other text of people. Of an accusation, or a
 * process hidden from the platform's unit, also without reason, number of the letter and unit.
 */
export function toPlatformView(row: CardRow): CardView {
  const view = { ...toCardView(row, false), decisionReason: null, statement: null };
  const masked = { subject: null, unit: null, unitName: null, reason: null };
  return row.confidential || row.hidden ? { ...view, ...masked } : view;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
