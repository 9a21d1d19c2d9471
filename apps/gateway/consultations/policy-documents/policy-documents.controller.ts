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
import { PolicyDocuments } from './policy-documents.service.js';
import { PolicyMarking } from './policy-marking.js';

@ApiTags('policy register')
@Controller('api/v1/policy-documents')
export class PolicyDocumentsController {
  constructor(
    private readonly policies: PolicyDocuments,
    private readonly marking: PolicyMarking,
  ) {}

  @Post()
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'Register a policy that the unit drafts',
    description: 'One that was ever marked major under this title is major again, whatever is said.',
  })
  @ApiCreatedResponse({ type: PolicyDetail })
  @ProblemCodes('POLICY_TITLE_TAKEN')
  register(@CurrentActor() actor: Actor, @Body() body: NewPolicyBody): Promise<PolicyDetail> {
    return this.policies.register(actor, body);
  }

  @Get()
  @ApiOperation({ summary: 'The policy register, newest first; a unit sees its own' })
  @ApiOkResponse({ type: PolicyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: PoliciesQuery): Promise<PolicyPage> {
    return this.policies.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A policy, with the log of who called it major and why' })
  @ApiOkResponse({ type: PolicyDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<PolicyDetail> {
    return this.policies.get(actor, id);
  }

  @Put(':id/final-text')
  @Roles('agency-clerk')
  @ApiOperation({ summary: 'Number and final text that it is to be issued with' })
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
  @ApiOperation({ summary: 'Mark a policy major that was not' })
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
    summary: 'Ask that a policy be no longer major; a second person of the legal office decides',
  })
  @ApiCreatedResponse({ type: PolicyDetail })
  @ProblemCodes('NOT_FOUND', 'POLICY_STATE', 'RECORD_FROZEN')
  ask(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: PolicyReasonBody,
  ): Promise<PolicyDetail> {
    return this.marking.askToUnmark(actor, id, reason);
  }

  @Post(':id/unmarkings/:unmarking/decision')
  @Roles('legal-officer')
  @HttpCode(200)
  @Audited('policy.unmark.decide')
  @ApiOperation({ summary: 'Decide on it, as the second person' })
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
