import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { auditFilters, AuditQuery } from '../../platform/audit/audit.dto.js';
import { AuditRepository } from '../../platform/audit/audit.repository.js';
import { Audited } from '../../platform/audit/audited.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../../platform/http/send-file.js';
import { CurrentActor, Roles, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { AUDIT_LAYOUT } from './case-layouts.js';
import { listFile } from './list-file.js';

/** The audit log as a spreadsheet; the platform that keeps it knows no documents. */
@ApiTags('administration')
@Controller('api/v1/audit')
export class AuditExportController {
  constructor(private readonly audit: AuditRepository) {}

  @Get('export')
  @Roles('admin-audit')
  @Audited('audit.export')
  @ApiOperation({ operationId: 'audit_export', summary: 'Export audit entries (XLSX)' })
  @ApiFile(MEDIA_TYPES.xlsx)
  @ProblemCodes('CURSOR_INVALID')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: AuditQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await listFile(actor, AUDIT_LAYOUT, query, (page) =>
      this.audit.page(page, auditFilters(page), (row) => ({ ...row, at: row.at.toISOString() })),
    );
    return sendFile(reply, file);
  }
}
