import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ProcessRow } from '../../../../domain/cases/processes/process-row.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { ActView } from '../../platform/problems/refusal.js';
import { definitionOf } from '../definitions/task-forms.js';

export const PROCESS_STATES = ['running', 'completed', 'cancelled', 'suspended'] as const;

/** Why a process does not continue by itself. */
export class IncidentView {
  @ApiProperty({ enum: ['command', 'workflow', 'projection', 'clock', 'behaviour'] }) kind!: string;
  @ApiProperty({ description: 'The error in one line, without personal data' }) detail!: string;
  @ApiProperty({ format: 'date-time' }) firstSeenAt!: string;
  @ApiProperty({ format: 'date-time' }) lastSeenAt!: string;
  @ApiProperty({ type: 'integer', description: 'Number of occurrences' }) times!: number;
}

export class ProcessView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'mailbox-letter' }) key!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ description: 'Of the process definition' }) title!: string;
  @ApiProperty({ example: 'ZX2026000001', description: 'Number of the case, never a name' })
  subject!: string;
  @ApiProperty({ enum: PROCESS_STATES }) state!: string;
  @ApiProperty({ type: String, nullable: true }) stage!: string | null;
  @ApiProperty({ type: String, nullable: true }) stageTitle!: string | null;
  @ApiProperty({ type: String, nullable: true }) result!: string | null;
  @ApiProperty({ type: Object, description: 'Facts that the process has published' }) facts!: object;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiPropertyOptional({ type: [IncidentView], description: 'In lists with `stuck=true`' })
  incidents?: readonly IncidentView[];
}

/** A message that staff may send to a process. */
export class MessageActView extends ActView {
  @ApiProperty({ example: 'order' }) name!: string;
  @ApiProperty({ example: '督办' }) title!: string;
}

/** What the account may do with a process now. */
export class ProcessActsView {
  @ApiProperty({ type: [MessageActView], description: 'Messages that staff may send' })
  messages!: MessageActView[];
  @ApiProperty() suspend!: ActView;
  @ApiProperty() resume!: ActView;
  @ApiProperty() cancel!: ActView;
}

/** How long a process was in a stage. */
export class StageStay {
  @ApiProperty({ example: 'assigned' }) stage!: string;
  @ApiProperty({ example: '待签收' }) title!: string;
  @ApiProperty({ format: 'date-time' }) enteredAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it lasts' })
  leftAt!: string | null;
  @ApiProperty({
    type: 'integer',
    description: 'Working days after the day of entry, up to the end or today',
  })
  workingDays!: number;
}

export class ProcessDetail extends ProcessView {
  @ApiProperty({ type: [StageStay], description: 'In order; a stage may come several times' })
  stages!: StageStay[];
  @ApiProperty() acts!: ProcessActsView;
}

export const stageTitle = (key: string, version: number, stage: string | null): string | null =>
  stage === null ? null : (definitionOf(key, version)?.stages[stage] ?? stage);

/** Records the access when the process is secret. */
export function toProcessView(row: ProcessRow): ProcessView {
  noteAccess(row);
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    title: definitionOf(row.key, row.version)?.title ?? row.key,
    subject: row.subject,
    // An accepted process runs for its readers before its first event.
    state: row.state === 'starting' ? 'running' : row.state,
    stage: row.stage,
    stageTitle: stageTitle(row.key, row.version, row.stage),
    result: row.result,
    facts: row.facts,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
