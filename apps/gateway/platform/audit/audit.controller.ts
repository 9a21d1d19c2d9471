import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import type { Pool } from 'pg';
import { Roles } from '../identity/actor.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../http/fields.js';
import { page, PageQuery } from '../paging/page.js';
import { Conditions } from '../paging/conditions.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { Audited } from './audited.js';
import { POOL } from '../tokens.js';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional() @IfPresent() @OneLine(0, 100) account?: string;
  @ApiPropertyOptional({ example: 'login' }) @IfPresent() @Code(100) action?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'A process that the entry is about' })
  @IfPresent()
  @IsUUID()
  process?: string;

  @ApiPropertyOptional() @IfPresent() @InstantOrDay() after?: string;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() before?: string;
}

export class AuditEntryView {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() account!: string;
  @ApiProperty() action!: string;
  @ApiProperty() subject!: string;
  @ApiProperty({
    enum: ['done', 'failed', 'refused', 'accepted', 'withdrawn'],
    description: 'Of a command: first `accepted`, and in a second entry what became of it',
  })
  result!: string;
  @ApiProperty({ type: String, nullable: true }) ip!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Processes concerned' }) processes!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) command!: string | null;
  @ApiProperty({
    description: 'SHA-256 over the entry and the hash of the one before: `npm run audit-verify`',
  })
  hash!: string;
}

export class AuditPage {
  @ApiProperty({ type: [AuditEntryView] }) items!: AuditEntryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('administration')
@Controller('api/v1/audit')
export class AuditController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Roles('admin-audit')
  @Audited('audit.read')
  @ApiOperation({ summary: 'Who did or tried what, latest first' })
  @ApiOkResponse({ type: AuditPage })
  @ProblemCodes('CURSOR_INVALID')
  async list(@Query() query: AuditQuery): Promise<AuditPage> {
    const where = new Conditions();
    where.equal('account', query.account);
    where.equal('action', query.action);
    if (query.process) where.add((id) => `processes @> ARRAY[${id}::uuid]`, query.process);
    if (query.after) where.add((p) => `at >= ${p}`, query.after);
    if (query.before) where.add((p) => `at < ${p}`, query.before);
    if (query.cursor) {
      const [id] = decodeCursor(query.cursor, [cursorPart.integer]);
      where.add((p) => `id < ${p}`, id);
    }
    const { rows } = await this.pool.query<Omit<AuditEntryView, 'at'> & { at: Date }>(
      `SELECT id, at, account, action, subject, result, host(ip) AS ip, reason, processes,
         command_id AS command, encode(hash, 'hex') AS hash
       FROM audit_entry
       WHERE ${where.sql} ORDER BY id DESC LIMIT ${where.parameter(query.limit + 1)}`,
      where.values,
    );
    return page(
      rows,
      query.limit,
      (row) => ({ ...row, at: row.at.toISOString() }),
      ({ id }) => encodeCursor([Number(id)]),
    );
  }
}
