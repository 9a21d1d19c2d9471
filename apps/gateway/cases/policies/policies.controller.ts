import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Config } from '../../../../infra/config/config.js';
import { ClientIp, CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { Name } from '../../platform/http/id-param.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { POLICY_SCHEMA, TimeLimitPolicyPage, TimeLimitPolicyView } from './policies.dto.js';
import { Businesses } from '../registration/businesses.js';
import { readPolicy } from './policy-body.js';
import { CONFIG } from '../../platform/tokens.js';
import { RuleProposalDetail } from '../rule-proposals/rule-proposals.dto.js';
import { RuleProposalsService } from '../rule-proposals/rule-proposals.service.js';
import { assertNext, PoliciesService } from './policies.service.js';

/** Roles that read policies, with those that businesses register (`readsPolicies`): set when the businesses are registered. */
export const POLICY_READERS = ['admin-system', 'supervisor'] as const;

@ApiTags('calendar and policies')
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(
    private readonly businesses: Businesses,
    private readonly policies: PoliciesService,
    private readonly proposals: RuleProposalsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'DUBAN_DEMO'>,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List time limit policies, latest first' })
  @ApiOkResponse({ type: TimeLimitPolicyPage })
  async list(): Promise<TimeLimitPolicyPage> {
    return { items: await this.policies.list(), nextCursor: null };
  }

  @Get(':id/versions/:version')
  @ApiOperation({ summary: 'Get a policy version with its body' })
  @ApiOkResponse({ type: TimeLimitPolicyView })
  @ProblemCodes('NOT_FOUND')
  get(@Name('id') id: string, @Name('version') version: string): Promise<TimeLimitPolicyView> {
    return this.policies.get(id, version);
  }

  /** For roles with `proposesPolicies`, as `activate`. */
  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Propose the next version of a policy',
    description:
      'The whole policy with its version: 1 for a new id. It must have every limit that processes use. Once another person has ' +
      'approved it, clocks that start follow it from its effective date on; running clocks keep theirs. A limit below one working ' +
      'hour is refused outside of a demonstration.',
  })
  @ApiBody({ schema: POLICY_SCHEMA })
  @ApiAcceptedResponse({ type: RuleProposalDetail })
  @ProblemCodes('VERSION_CONFLICT', 'PROPOSAL_OPEN')
  async enter(
    @CurrentActor() by: Actor,
    @Body() body: object,
    @ClientIp() ip: string,
  ): Promise<RuleProposalDetail> {
    const policy = readPolicy(body, this.businesses, { isDemo: this.config.DUBAN_DEMO });
    const { id, version, title } = policy;
    const rule = { subject: `${id} ${version}`, title, content: { policy } };
    return this.proposals.propose({ by, ip }, this.policies, rule, (tx) => assertNext(tx, policy));
  }

  @Post(':id/activate')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Propose to follow an existing policy',
    description: 'Its newest version, of a preset as well, in force once another person has approved it.',
  })
  @ApiAcceptedResponse({ type: RuleProposalDetail })
  @ProblemCodes('NOT_FOUND', 'PROPOSAL_OPEN')
  async activate(
    @CurrentActor() by: Actor,
    @Name('id') id: string,
    @ClientIp() ip: string,
  ): Promise<RuleProposalDetail> {
    const { version, title } = await this.policies.newest(id);
    const rule = { subject: `${id} ${version}`, title, content: { id, version } };
    return this.proposals.propose({ by, ip }, this.policies, rule);
  }
}
