import { ApiProperty } from '@nestjs/swagger';
import { CARD_LEVELS, type CardLevel, type CardState } from '../../../activities/supervision/card-rows.js';
import { isSecret } from '../../../activities/read-model/secrecy.js';
import { noteAccess } from '../audit/access-trail.js';

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
  @ApiProperty({ enum: CARD_LEVELS }) level!: CardLevel;
  @ApiProperty({ enum: CARD_STATES, description: 'Cards under appeal are left out of rankings' })
  state!: CardState;
  @ApiProperty({ enum: ['auto', 'manual'] }) source!: string;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({ type: 'integer' }) points!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({ format: 'date-time' }) reachedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Until then it can be stopped' }) issueAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) issuedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The unit’s written explanation' }) statement!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) statementAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) statementDueAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) appealProcessId!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) rectifiedAt!: string | null;
  @ApiProperty({ example: 'QDN-2015/1' }) policyVersion!: string;
  @ApiProperty({ type: 'integer' }) calendarVersion!: number;
}

export interface CardViewRow {
  readonly id: string;
  readonly process_id: string;
  readonly subject: string;
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

export const CARD_COLUMNS = `k.id, k.process_id, p.subject, k.level, k.state, k.source, k.unit, u.name AS unit_name, k.points,
  k.due_at, k.reached_at, k.created_at, k.issue_at, k.issued_at, k.reason, k.statement, k.statement_at,
  k.statement_due_at, k.appeal_process_id, k.decided_at, k.rectified_at, k.policy_id, k.policy_version,
  k.calendar_version, ${isSecret('p')} AS confidential`;
export const CARD_TABLES = 'card k JOIN process p ON p.id = k.process_id LEFT JOIN unit u ON u.code = k.unit';

/** Whoever is shown a card of a secret process is on record. */
export function toCardView(row: CardViewRow): CardView {
  noteAccess({ id: row.process_id, secret: row.confidential });
  return {
    id: row.id,
    processId: row.process_id,
    subject: row.subject,
    level: row.level,
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

/** As the platform may know it: no free text, and of an accusation, or what is hidden from its unit, neither number nor unit. */
export function toPlatformView(row: CardViewRow): CardView {
  const view = { ...toCardView(row), reason: null, statement: null };
  return row.confidential || row.hidden ? { ...view, subject: null, unit: null, unitName: null } : view;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
