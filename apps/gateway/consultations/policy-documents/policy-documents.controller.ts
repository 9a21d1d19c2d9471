import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Roles, type Actor } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { Audited } from '../../platform/audit/audited.js';
import {
  FinalTextBody,
  NewPolicyBody,
  PoliciesQuery,
  PolicyDetail,
  PolicyPage,
  PolicyReasonBody,
  UnmarkingDecisionBody,
} from './policy-documents.dto.js';
import { PolicyDocumentsService } from './policy-documents.service.js';
import { PolicyMarkingService } from './policy-marking.service.js';

@ApiTags('policy register')
@Controller('api/v1/policy-documents')
export class PolicyDocumentsController {
  constructor(
    private readonly policies: PolicyDocumentsService,
    private readonly marking: PolicyMarkingService,
  ) {}

  @Post()
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'Register a policy drafted by your unit',
    description: 'A title that was major before is major again.',
  })
  @ApiCreatedResponse({ type: PolicyDetail })
  @ProblemCodes('POLICY_TITLE_TAKEN')
  register(@CurrentActor() actor: Actor, @Body() body: NewPolicyBody): Promise<PolicyDetail> {
    return this.policies.register(actor, body);
  }

  @Get()
  @ApiOperation({ summary: 'List policies, newest first' })
  @ApiOkResponse({ type: PolicyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: PoliciesQuery): Promise<PolicyPage> {
    return this.policies.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a policy with its classification log' })
  @ApiOkResponse({ type: PolicyDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<PolicyDetail> {
    return this.policies.get(actor, id);
  }

  @Put(':id/final-text')
  @Roles('agency-clerk')
  @ApiOperation({ summary: 'Set the number and final text' })
  @ApiOkResponse({ type: PolicyDetail })
  @ProblemCodes('NOT_FOUND', 'RECORD_FROZEN')
  setFinalText(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FinalTextBody,
  ): Promise<PolicyDetail> {
    return this.policies.setFinalText(actor, id, body);
  }

  @Post(':id/marking')
  @Roles('legal-officer')
  @HttpCode(200)
  @Audited('policy.mark')
  @ApiOperation({ summary: 'Mark a policy as major' })
  @ApiOkResponse({ type: PolicyDetail })
  @ProblemCodes('NOT_FOUND', 'POLICY_STATE', 'RECORD_FROZEN')
  mark(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: PolicyReasonBody,
  ): Promise<PolicyDetail> {
    return this.marking.mark(actor, id, reason);
  }

  @Post(':id/unmarkings')
  @Roles('legal-officer')
  @Audited('policy.unmark.ask')
  @ApiOperation({
    operationId: 'policyDocuments_ask',
    summary: 'Request to unmark a major policy',
    description: 'A second person of the legal office decides.',
  })
  @ApiCreatedResponse({ type: PolicyDetail })
  @ProblemCodes('NOT_FOUND', 'POLICY_STATE', 'RECORD_FROZEN')
  requestUnmarking(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: PolicyReasonBody,
  ): Promise<PolicyDetail> {
    return this.marking.requestUnmarking(actor, id, reason);
  }

  @Post(':id/unmarkings/:unmarking/decision')
  @Roles('legal-officer')
  @HttpCode(200)
  @Audited('policy.unmark.decide')
  @ApiOperation({ summary: 'Decide on an unmarking', description: 'As a second person.' })
  @ApiOkResponse({ type: PolicyDetail })
  @ProblemCodes('NOT_FOUND', 'FOUR_EYES', 'POLICY_STATE', 'POLICY_GATE_CLOSED', 'RECORD_FROZEN')
  decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('unmarking') unmarking: string,
    @Body() body: UnmarkingDecisionBody,
  ): Promise<PolicyDetail> {
    return this.marking.decide(actor, id, { ...body, unmarking });
  }
}
