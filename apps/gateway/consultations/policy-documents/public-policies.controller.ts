import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { PageQuery } from '../../platform/paging/page.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { PublicPolicyDetail, PublicPolicyPage } from './policy-documents.dto.js';
import { PolicyDocumentsService } from './policy-documents.service.js';

/** Issued policies for the public; others are not found. */
@ApiTags('public: policies')
@Public()
@Controller('api/v1/public/policy-documents')
export class PublicPoliciesController {
  constructor(private readonly policies: PolicyDocumentsService) {}

  @Get()
  @ApiOperation({ summary: 'List issued policies, latest first' })
  @ApiOkResponse({ type: PublicPolicyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: PageQuery): Promise<PublicPolicyPage> {
    return this.policies.listIssued(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an issued policy with its changes' })
  @ApiOkResponse({ type: PublicPolicyDetail })
  @ProblemCodes('NOT_FOUND')
  get(@Id() id: string): Promise<PublicPolicyDetail> {
    return this.policies.getIssued(id);
  }
}
