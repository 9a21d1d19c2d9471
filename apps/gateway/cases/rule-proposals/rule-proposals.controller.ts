import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Id } from '../../platform/http/id-param.js';
import { ClientIp, CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { RuleEffectsService } from './rule-effects.service.js';
import {
  RuleClockPage,
  RuleClocksQuery,
  RuleEffects,
  RuleProposalDetail,
  RuleProposalPage,
  RuleProposalsQuery,
  RuleReasonBody,
} from './rule-proposals.dto.js';
import { RuleProposalsService } from './rule-proposals.service.js';

/** Roles that read proposals. Businesses add those that propose or approve their own. */
export const RULE_READERS = ['admin-system', 'supervisor'] as const;

/** Changes of rules by two persons. The routes of the rules take the proposals. */
@ApiTags('calendar and policies')
@Controller('api/v1/rule-proposals')
export class RuleProposalsController {
  constructor(
    private readonly proposals: RuleProposalsService,
    private readonly effects: RuleEffectsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List proposed changes of rules, newest first' })
  @ApiOkResponse({ type: RuleProposalPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() by: Actor, @Query() query: RuleProposalsQuery): Promise<RuleProposalPage> {
    return this.proposals.list(by, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a proposal with its differences' })
  @ApiOkResponse({ type: RuleProposalDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() by: Actor, @Id() id: string): Promise<RuleProposalDetail> {
    return this.proposals.get(by, id);
  }

  @Get(':id/effects')
  @ApiOperation({
    summary: 'Preview which running clocks move',
    description:
      'Computed as the recalculation does, without changing anything. Secret cases are in no figure. Only a change of the ' +
      'calendar moves running clocks: they keep the policy that they were started with.',
  })
  @ApiOkResponse({ type: RuleEffects })
  @ProblemCodes('NOT_FOUND', 'PROPOSAL_DECIDED')
  preview(@Id() id: string): Promise<RuleEffects> {
    return this.effects.effects(id);
  }

  @Get(':id/clocks')
  @ApiOperation({
    summary: 'List the clocks that move',
    description:
      'Of the cases that the account sees. A page ends with a case, so it may hold more clocks than its limit.',
  })
  @ApiOkResponse({ type: RuleClockPage })
  @ProblemCodes('NOT_FOUND', 'PROPOSAL_DECIDED', 'CURSOR_INVALID')
  clocks(
    @CurrentActor() by: Actor,
    @Id() id: string,
    @Query() query: RuleClocksQuery,
  ): Promise<RuleClockPage> {
    return this.effects.page(by, id, query);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Approve a proposal of another person',
    description: 'It takes effect. In a demonstration the person who proposed it may approve it.',
  })
  @ApiOkResponse({ type: RuleProposalDetail })
  @ProblemCodes('NOT_FOUND', 'PROPOSAL_DECIDED', 'SECOND_PERSON_NEEDED', 'VERSION_CONFLICT')
  approve(@CurrentActor() by: Actor, @Id() id: string, @ClientIp() ip: string): Promise<RuleProposalDetail> {
    return this.proposals.approve({ by, ip }, id);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reject a proposal of another person' })
  @ApiOkResponse({ type: RuleProposalDetail })
  @ProblemCodes('NOT_FOUND', 'PROPOSAL_DECIDED')
  reject(
    @CurrentActor() by: Actor,
    @Id() id: string,
    @Body() { reason }: RuleReasonBody,
    @ClientIp() ip: string,
  ): Promise<RuleProposalDetail> {
    return this.proposals.reject({ by, ip }, id, reason);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: "Withdraw one's own proposal" })
  @ApiOkResponse({ type: RuleProposalDetail })
  @ProblemCodes('NOT_FOUND', 'PROPOSAL_DECIDED')
  withdraw(@CurrentActor() by: Actor, @Id() id: string, @ClientIp() ip: string): Promise<RuleProposalDetail> {
    return this.proposals.withdraw({ by, ip }, id);
  }
}
