import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { equal, sql, type Condition } from '../../../../infra/database/sql.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../http/fields.js';
import { PageQuery } from '../paging/page.js';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional() @IfPresent() @OneLine(0, 100) account?: string;
  @ApiPropertyOptional({ example: 'login' }) @IfPresent() @Code(100) action?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Id of a process concerned' })
  @IfPresent()
  @IsUUID()
  process?: string;

  @ApiPropertyOptional() @IfPresent() @InstantOrDay() after?: string;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() before?: string;
}

export const auditFilters = ({ account, action, process, after, before }: AuditQuery): Condition[] => [
  equal('account', account),
  equal('action', action),
  process !== undefined && sql`processes @> ARRAY[${process}::uuid]`,
  after !== undefined && sql`at >= ${after}`,
  before !== undefined && sql`at < ${before}`,
];

export class AuditEntryView {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() account!: string;
  @ApiProperty() action!: string;
  @ApiProperty() subject!: string;
  @ApiProperty({
    enum: ['done', 'failed', 'refused', 'accepted', 'withdrawn'],
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
