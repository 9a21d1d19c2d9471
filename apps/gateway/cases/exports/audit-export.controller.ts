import { Controller, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { auditFilters, AuditQuery } from '../../platform/audit/audit.dto.js';
import { AuditRepository } from '../../platform/audit/audit.repository.js';
import { CASE_REFERENCES, type CaseReferences } from '../../platform/audit/case-references.js';
import { sendFile } from '../../platform/http/send-file.js';
import { CurrentActor, Roles, type Actor } from '../../platform/identity/actor.js';
import { AUDIT_LAYOUT } from './case-layouts.js';
import { ListExport } from './list-export.js';
import { listFile } from './list-file.js';

/** The audit log as a spreadsheet; the platform that keeps it knows no documents. */
@ApiTags('administration')
@Controller('api/v1/audit')
export class AuditExportController {
  constructor(
    private readonly audit: AuditRepository,
    @Inject(CASE_REFERENCES) private readonly references: CaseReferences,
  ) {}

  @ListExport('audit', 'audit entries')
  @Roles('admin-audit')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: AuditQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await listFile(actor, AUDIT_LAYOUT, query, (page) =>
      this.audit.page(page, auditFilters(page, this.references), (row) => ({
        ...row,
        at: row.at.toISOString(),
      })),
    );
    return sendFile(reply, file);
  }
}
