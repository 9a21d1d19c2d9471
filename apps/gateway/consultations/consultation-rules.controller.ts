import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { ruleSchema, type ConsultationRule } from '../../../domain/consultations/rules.js';
import { ConsultationRulesRepository } from '../../../domain/consultations/consultation-rules.repository.js';
import type { Config } from '../../../infra/config/config.js';
import { RuleProposalDetail } from '../cases/rule-proposals/rule-proposals.dto.js';
import { RuleProposalsService } from '../cases/rule-proposals/rule-proposals.service.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { parseBody } from '../platform/problems/validation.js';
import { CONFIG } from '../platform/tokens.js';
import { assertAddable, consultationRuleKind, RULE_KEEPERS } from './consultation-rule-kind.js';

const RULE_SCHEMA = { $ref: '#/components/schemas/ConsultationRule' } as const;

export class ConsultationRulePage {
  @ApiProperty({ type: 'array', items: RULE_SCHEMA }) items!: ConsultationRule[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('consultations')
@Controller('api/v1/consultation-rules')
export class ConsultationRulesController {
  constructor(
    private readonly rules: ConsultationRulesRepository,
    private readonly proposals: RuleProposalsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'DUBAN_DEMO'>,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the rules on consultations, latest first' })
  @ApiOkResponse({ type: ConsultationRulePage })
  async list(): Promise<ConsultationRulePage> {
    return { items: await this.rules.list(), nextCursor: null };
  }

  @Post()
  @Roles(...RULE_KEEPERS)
  @HttpCode(202)
  @ApiOperation({
    summary: 'Propose a rule with its effective date',
    description:
      'Once another person has approved it, it applies to consultations published from its effective date until the next ' +
      'rule; earlier ones keep theirs. Existing rules never change. Less time for citizens than the rule before is refused ' +
      'outside of a demonstration.',
  })
  @ApiBody({ schema: RULE_SCHEMA })
  @ApiAcceptedResponse({ type: RuleProposalDetail })
  @ProblemCodes('VERSION_CONFLICT', 'PROPOSAL_OPEN')
  async enter(
    @CurrentActor() by: Actor,
    @Body() body: object,
    @ClientIp() ip: string,
  ): Promise<RuleProposalDetail> {
    const content = parseBody(ruleSchema, body);
    const { effectiveFrom: subject, title } = content;
    const isDemo = this.config.DUBAN_DEMO;
    const rule = { subject, title, content };
    return this.proposals.propose({ by, ip }, consultationRuleKind, rule, (tx) =>
      assertAddable(tx, content, { isDemo }),
    );
  }
}
