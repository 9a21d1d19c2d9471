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
import { ConsultationRulesService } from './consultation-rules.service.js';

const RULE_SCHEMA = { $ref: '#/components/schemas/ConsultationRule' } as const;

export class ConsultationRulePage {
  @ApiProperty({ type: 'array', items: RULE_SCHEMA }) items!: ConsultationRule[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('consultations')
@Controller('api/v1/consultation-rules')
export class ConsultationRulesController {
  constructor(
    private readonly rules: ConsultationRulesService,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the rules on consultations, latest first' })
  @ApiOkResponse({ type: ConsultationRulePage })
  async list(): Promise<ConsultationRulePage> {
    return { items: await this.rules.list(), nextCursor: null };
  }

  @Post()
  @Roles('admin-system')
  @ApiOperation({
    summary: 'Add a rule with its effective date',
    description:
      'It applies to consultations published from its effective date until the next rule; earlier ones keep theirs. ' +
      'Existing rules never change; a repeated request with the same content is idempotent.',
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
