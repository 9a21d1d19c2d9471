import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClientIp, CurrentActor, Roles, type Actor } from '../identity/actor.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { auditFilters, AuditPage, AuditQuery, AuditVerification, VerifyAuditBody } from './audit.dto.js';
import { AuditRepository } from './audit.repository.js';
import { AuditVerificationService } from './audit-verification.service.js';
import { Audited } from './audited.js';
import { CASE_REFERENCES, type CaseReferences } from './case-references.js';

@ApiTags('administration')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditRepository,
    private readonly verification: AuditVerificationService,
    @Inject(CASE_REFERENCES) private readonly references: CaseReferences,
  ) {}

  @Get()
  @Roles('admin-audit')
  @Audited('audit.read')
  @ApiOperation({ summary: 'List audit entries, latest first' })
  @ApiOkResponse({ type: AuditPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: AuditQuery): Promise<AuditPage> {
    const filters = auditFilters(query, this.references);
    return this.audit.page(query, filters, (row) => ({ ...row, at: row.at.toISOString() }));
  }

  @Post('verify')
  @Roles('admin-audit')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Verify the chain of the log',
    description:
      'Recomputes the hashes of up to 5,000 entries; a long log takes several requests. As `npm run audit-verify`. The last ' +
      'request is an entry of the log.',
  })
  @ApiOkResponse({ type: AuditVerification })
  verify(
    @CurrentActor() by: Actor,
    @Body() body: VerifyAuditBody,
    @ClientIp() ip: string,
  ): Promise<AuditVerification> {
    return this.verification.verify({ by, ip }, body);
  }
}
