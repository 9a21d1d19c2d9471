import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../identity/actor.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { auditFilters, AuditPage, AuditQuery } from './audit.dto.js';
import { AuditRepository } from './audit.repository.js';
import { Audited } from './audited.js';

@ApiTags('administration')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditRepository) {}

  @Get()
  @Roles('admin-audit')
  @Audited('audit.read')
  @ApiOperation({ summary: 'List audit entries, latest first' })
  @ApiOkResponse({ type: AuditPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: AuditQuery): Promise<AuditPage> {
    return this.audit.page(query, auditFilters(query), (row) => ({ ...row, at: row.at.toISOString() }));
  }
}
