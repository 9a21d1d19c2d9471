import { ApiProperty } from '@nestjs/swagger';
import { CARD_LEVELS, type CardLevel, type CardState } from '../../../domain/cases/cards/card-rows.js';
import { FALSE_CLOSURE_CLOCK, FALSE_CLOSURE_RUNG } from '../../../domain/cases/cards/card-events.js';
import { POINTS } from '../../../domain/cases/cards/card-points.js';
import { LEVEL_TITLES } from '../../../domain/cases/cards/card-titles.js';
import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { noteAccess } from '../platform/audit/access-trail.js';
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
  @ApiProperty({ type: String, nullable: true, description: '牌号, once it is issued' }) number!:
    string | null;
  @ApiProperty({ enum: CARD_LEVELS }) level!: CardLevel;
  @ApiProperty({ example: '黄牌', description: 'The level as officials call it' }) levelTitle!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'C3',
    description: 'The policy’s name for the clock; null for a card given by hand',
  })
  clock!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '办理', description: 'What its clock counts' })
  clockTitle!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The task that showed the clock when the card’s threshold was reached; where none did, the one the unit had then',
  })
  task!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '办理并拟稿' }) step!: string | null;
  @ApiProperty({ enum: CARD_STATES, description: 'Cards under appeal are left out of rankings' })
  state!: CardState;
  @ApiProperty({ enum: ['auto', 'manual'] }) source!: string;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({
    type: 'integer',
    description:
      'What it counts now: nothing unless it is in force, and where the policy says so nothing beside the red card of the same clock',
  })
  points!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({ format: 'date-time' }) reachedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Until then it can be stopped' }) issueAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) issuedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was given' }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was stopped, or decided as it was' })
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
    description: 'When the unit did what was late (已整改); null when it has not',
  })
  rectifiedAt!: string | null;
  @ApiProperty({ example: 'QDN-2015/1' }) policyVersion!: string;
  @ApiProperty({ type: 'integer' }) calendarVersion!: number;
}

export interface CardViewRow {
  readonly id: string;
  readonly process_id: string;
  readonly process_key: string;
  readonly process_version: number;
  readonly subject: string;
  readonly number: string | null;
  readonly rung: string;
  readonly clock_code: string | null;
  readonly clock_title: string | null;
  readonly task_number: number | null;
  readonly task_name: string | null;
  readonly level: CardLevel;
  readonly state: CardState;
  readonly source: string;
  readonly unit: string;
  readonly unit_name: string | null;
  readonly points: number;
  readonly due_at: Date | null;
  readonly reached_at: Date;
  readonly created_at: Date;
  readonly issue_at: Date;
  readonly issued_at: Date | null;
  readonly reason: string | null;
  readonly decision_reason: string | null;
  readonly statement: string | null;
  readonly statement_at: Date | null;
  readonly statement_due_at: Date | null;
  readonly appeal_process_id: string | null;
  readonly decided_at: Date | null;
  readonly rectified_at: Date | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly calendar_version: number;
  readonly confidential: boolean;
  /** Whether it is hidden from the unit of the client that reads it; read for clients only. */
  readonly hidden?: boolean;
}

export const CARD_COLUMNS = `k.id, k.process_id, p.key AS process_key, p.version AS process_version, p.subject, k.number,
  k.level, k.rung, k.state, k.source, k.unit, u.name AS unit_name, ${POINTS} AS points,
  pol.body #>> ARRAY['cards', c.limit_key, 'clock'] AS clock_code,
  pol.body #>> ARRAY['limits', c.limit_key, 'title'] AS clock_title, step.number AS task_number, step.name AS task_name,
  k.due_at, k.reached_at, k.created_at, k.issue_at, k.issued_at, k.reason, k.decision_reason, k.statement, k.statement_at,
  k.statement_due_at, k.appeal_process_id, k.decided_at, k.rectified_at, k.policy_id, k.policy_version,
  k.calendar_version, ${isSecret('p')} AS confidential`;
export const CARD_TABLES = `card k JOIN process p ON p.id = k.process_id LEFT JOIN unit u ON u.code = k.unit
  LEFT JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
  LEFT JOIN policy pol ON pol.id = k.policy_id AND pol.version = k.policy_version
  LEFT JOIN LATERAL (
    SELECT t.number, t.name FROM task t
    WHERE t.process_id = k.process_id AND t.opened_at <= k.reached_at AND (t.clock = k.clock
      OR c.task IS NULL AND c.number IS NOT NULL AND t.unit = k.unit AND (t.closed_at IS NULL OR t.closed_at > k.reached_at))
    ORDER BY (t.clock = k.clock) IS TRUE DESC, t.number DESC LIMIT 1
  ) step ON true`;

/** Whoever is shown a card of a secret process is on record. */
export function toCardView(row: CardViewRow): CardView {
  noteAccess({ id: row.process_id, secret: row.confidential });
  return {
    id: row.id,
    processId: row.process_id,
    subject: row.subject,
    number: row.number,
    level: row.level,
    levelTitle: LEVEL_TITLES[row.level],
    clock: row.rung === FALSE_CLOSURE_RUNG ? FALSE_CLOSURE_CLOCK : row.clock_code,
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
 * As the platform may know it, and as the feed tells it: why it was given, but no more of what people wrote; of an
 * accusation, or what is hidden from its unit, neither that nor the number of the letter nor the unit.
 */
export function toPlatformView(row: CardViewRow): CardView {
  const view = { ...toCardView(row), decisionReason: null, statement: null };
  const masked = { subject: null, unit: null, unitName: null, reason: null };
  return row.confidential || row.hidden ? { ...view, ...masked } : view;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
