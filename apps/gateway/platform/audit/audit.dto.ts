import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID, Matches } from 'class-validator';
import { equal, or, sql, type Condition } from '../../../../infra/database/sql.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../http/fields.js';
import { PageQuery } from '../paging/page.js';
import { isOf } from './audit-conditions.repository.js';
import type { CaseReferences } from './case-references.js';

/** `id:hash` */
const ENTRY = /^\d{1,18}:[0-9a-f]{64}$/;
const RESULTS = ['done', 'failed', 'refused', 'accepted', 'withdrawn'] as const;

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Id or user name of an account, or id of a program' })
  @IfPresent()
  @OneLine(0, 100)
  account?: string;
  @ApiPropertyOptional({ example: 'login' }) @IfPresent() @Code(100) action?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Id of a process concerned' })
  @IfPresent()
  @IsUUID()
  process?: string;

  @ApiPropertyOptional({ description: 'Object of the act, as the entries say it, or the number of a letter' })
  @IfPresent()
  @OneLine(1, 200)
  object?: string;

  @ApiPropertyOptional({ enum: RESULTS }) @IfPresent() @IsIn(RESULTS) result?: (typeof RESULTS)[number];
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() after?: string;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() before?: string;
}

/** @param references how a text names a case */
export const auditFilters = (
  { account, action, process, object, result, after, before }: AuditQuery,
  references: CaseReferences,
): Condition[] => [
  account !== undefined && isOf(account),
  equal('action', action),
  equal('result', result),
  process !== undefined && sql`processes @> ARRAY[${process}::uuid]`,
  object !== undefined &&
    or(
      equal('subject', object),
      ...Object.values(references).map((idOf) => sql`processes @> ARRAY[(${idOf(object)})::uuid]`),
    ),
  after !== undefined && sql`at >= ${after}`,
  before !== undefined && sql`at < ${before}`,
];

export class AuditEntryView {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: 'Id of the account or program; unknown for a name that nobody has' })
  account!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the account or program' })
  accountTitle!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'User name of the account' })
  username!: string | null;
  @ApiProperty() action!: string;
  @ApiProperty() subject!: string;
  @ApiProperty({
    enum: RESULTS,
    description: 'A command has two entries: `accepted`, and its result',
  })
  result!: string;
  @ApiProperty({ type: String, nullable: true }) ip!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Processes concerned' }) processes!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) command!: string | null;
  @ApiProperty({
    description: 'SHA-256 over the entry and the hash of the previous one: `npm run audit-verify`',
  })
  hash!: string;
}

export class AuditPage {
  @ApiProperty({ type: [AuditEntryView] }) items!: AuditEntryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class VerifyAuditBody {
  @ApiPropertyOptional({
    example: '1482:5f0c…',
    description: '`last` of the answer before: go on after it. Left out: from the first entry',
  })
  @IfPresent()
  @Matches(ENTRY)
  after?: string;

  @ApiPropertyOptional({ description: 'An entry that was written down elsewhere, as `id:hash`' })
  @IfPresent()
  @Matches(ENTRY)
  known?: string;
}

export class AuditBreakView {
  @ApiProperty({
    enum: ['entry', 'end', 'known', 'trigger'],
    description:
      'entry: it does not follow from those before it. end: the end was taken off. known: it is another one than was written ' +
      'down. trigger: one that guards the log is missing',
  })
  kind!: 'entry' | 'end' | 'known' | 'trigger';
  @ApiProperty({ description: 'Id of the entry, or name of the trigger' }) at!: string;
}

export class AuditVerification {
  @ApiProperty({ type: 'integer', description: 'Entries that this request has recomputed' }) entries!: number;
  @ApiProperty({ type: 'integer', description: 'Entries of the log' }) total!: number;
  @ApiProperty({ type: String, nullable: true, description: 'The last of them, as `id:hash`' })
  last!: string | null;
  @ApiProperty({ description: 'False: ask for the rest, `after` the last one' }) finished!: boolean;
  @ApiProperty({ type: AuditBreakView, nullable: true, description: 'The first fault' })
  broken!: AuditBreakView | null;
}
