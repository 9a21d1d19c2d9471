import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { ruleSchema, type ConsultationRule } from '../../../domain/consultations/rules.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { parseBody } from '../platform/problems/validation.js';
import { ConsultationRules } from './consultation-rules.js';

const RULE_SCHEMA = { $ref: '#/components/schemas/ConsultationRule' } as const;

export class ConsultationRulePage {
  @ApiProperty({ type: 'array', items: RULE_SCHEMA }) items!: ConsultationRule[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('consultations')
@Controller('api/v1/consultation-rules')
export class ConsultationRulesController {
  constructor(
    private readonly rules: ConsultationRules,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What the law asks of consultations from which day on, latest first' })
  @ApiOkResponse({ type: ConsultationRulePage })
  async list(): Promise<ConsultationRulePage> {
    return { items: await this.rules.list(), nextCursor: null };
  }

  @Post()
  @Roles('admin-system')
  @ApiOperation({
    summary: 'Enter the law from a day on; it holds for what is published from then until the next one',
    description:
      'Consultations that are published already keep the rule of their day. A rule that exists is never changed: sent ' +
      'once more with the same content it is answered alike.',
  })
  @ApiBody({ schema: RULE_SCHEMA })
  @ApiCreatedResponse({ schema: RULE_SCHEMA })
  @ProblemCodes('VERSION_CONFLICT')
  async enter(
    @CurrentActor() actor: Actor,
    @Body() body: object,
    @ClientIp() ip: string,
  ): Promise<ConsultationRule> {
    const rule = parseBody(ruleSchema, body);
    const { effectiveFrom: subject, title: reason } = rule;
    const record = { account: actor.id, action: 'consultation-rule.enter', subject, reason, ip } as const;
    await this.rules.add(rule, (tx) => this.audit.append({ ...record, result: 'done' }, tx));
    return rule;
  }
}
