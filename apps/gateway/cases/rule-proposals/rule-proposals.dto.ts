import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Code, IfPresent, Paragraphs } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';

const STATES = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
const CHANGES = ['later', 'earlier', 'kept'] as const;
const ACTS = ['approve', 'reject', 'withdraw'] as const;
export type RuleAct = (typeof ACTS)[number];

export class RuleProposalsQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'calendar' }) @IfPresent() @Code(40) kind?: string;
  @ApiPropertyOptional({ enum: STATES }) @IfPresent() @IsIn(STATES) state?: (typeof STATES)[number];
}

export class RuleReasonBody {
  @ApiProperty({ description: 'Kept in the audit log: without personal data' })
  @Paragraphs(2, 200)
  reason!: string;
}

export class RulePerson {
  @ApiProperty() username!: string;
  @ApiProperty() title!: string;
}

export class RuleProposalView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'calendar', description: 'calendar, policy, or a kind of a business' })
  kind!: string;
  @ApiProperty({ example: '2027', description: 'Year, policy and version, or first day of a rule' })
  subject!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: STATES }) state!: (typeof STATES)[number];
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null until it is approved' })
  inForceFrom!: string | null;
  @ApiProperty() proposedBy!: RulePerson;
  @ApiProperty({ format: 'date-time' }) proposedAt!: string;
  @ApiProperty({ type: RulePerson, nullable: true }) decidedBy!: RulePerson | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) decisionReason!: string | null;
  @ApiProperty({ description: 'One person proposed and approved: in a demonstration only' }) alone!: boolean;
  @ApiProperty({ enum: ACTS, isArray: true, description: 'What the account may do with it' })
  acts!: RuleAct[];
}

export class RuleProposalPage {
  @ApiProperty({ type: [RuleProposalView] }) items!: RuleProposalView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

const LEAF = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }], nullable: true };

export class RuleDifference {
  @ApiProperty({ example: 'limits.sign.duration.workingDays' }) path!: string;
  @ApiProperty(LEAF) before!: string | number | boolean | null;
  @ApiProperty(LEAF) after!: string | number | boolean | null;
}

export class RuleProposalDetail extends RuleProposalView {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As it was entered' })
  content!: object;
  @ApiProperty({
    type: [RuleDifference],
    description: 'From what is in force; empty once it is decided',
  })
  differences!: RuleDifference[];
}

const count = { type: 'integer' } as const;

export class RuleEffectOfUnit {
  @ApiProperty({ description: 'Code' }) unit!: string;
  @ApiProperty(count) later!: number;
  @ApiProperty(count) earlier!: number;
  @ApiProperty(count) kept!: number;
}

export class RuleEffects {
  @ApiProperty({ ...count, description: 'Open clocks, without those of secret cases' }) clocks!: number;
  @ApiProperty({ ...count, description: 'Due later' }) later!: number;
  @ApiProperty({ ...count, description: 'Due earlier, which is announced' }) earlier!: number;
  @ApiProperty({ ...count, description: 'Would be due earlier, and keep the announced due date' })
  kept!: number;
  @ApiProperty({ ...count, description: 'Due dates that are provisional no longer' }) settled!: number;
  @ApiProperty({ ...count, description: 'Cannot be computed' }) failed!: number;
  @ApiProperty({ type: [RuleEffectOfUnit], description: 'Units with clocks that change, most first' })
  units!: RuleEffectOfUnit[];
}

export class RuleClocksQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CHANGES, description: 'Left out: all of them' })
  @IfPresent()
  @IsIn(CHANGES)
  change?: (typeof CHANGES)[number];

  @ApiPropertyOptional({ example: '522601' }) @IfPresent() @Code(40) unit?: string;
}

export class RuleClock {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'ZX2026000106', description: 'Number of the case' }) subject!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ example: '办理时限' }) limit!: string;
  @ApiProperty({ enum: CHANGES }) change!: (typeof CHANGES)[number];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'After the change' })
  newDueAt!: string | null;
}

export class RuleClockPage {
  @ApiProperty({ type: [RuleClock] }) items!: RuleClock[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
