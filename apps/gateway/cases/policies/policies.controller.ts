import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../../platform/identity/actor.js';
import { Name } from '../../platform/http/id-param.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { POLICY_SCHEMA, TimeLimitPolicyPage, TimeLimitPolicyView } from './policies.dto.js';
import { Businesses } from '../registration/businesses.js';
import { readPolicy } from './policy-body.js';
import { PoliciesService } from './policies.service.js';

/** Roles that read policies. Businesses register further ones (`readsPolicies`). */
export const POLICY_READERS = ['admin-system', 'supervisor'] as const;

@ApiTags('calendar and policies')
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(
    private readonly businesses: Businesses,
    private readonly policies: PoliciesService,
    private readonly timeLimits: TimeLimitService,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Roles(...POLICY_READERS)
  @ApiOperation({ summary: 'List time limit policies, latest first' })
  @ApiOkResponse({ type: TimeLimitPolicyPage })
  async list(): Promise<TimeLimitPolicyPage> {
    return { items: await this.policies.list(), nextCursor: null };
  }

  @Get(':id/versions/:version')
  @Roles(...POLICY_READERS)
  @ApiOperation({ summary: 'Get a policy version with its body' })
  @ApiOkResponse({ type: TimeLimitPolicyView })
  @ProblemCodes('NOT_FOUND')
  get(@Name('id') id: string, @Name('version') version: string): Promise<TimeLimitPolicyView> {
    return this.policies.get(id, version);
  }

  @Post()
  @Roles('admin-system')
  @ApiOperation({
    summary: 'Add the next version of a policy',
    description:
      'The whole policy with its version: 1 for a new id. It must have every limit that processes use. It is not in force ' +
      'until it is activated. Idempotent: adding the newest version again with the same content changes nothing.',
  })
  @ApiBody({ schema: POLICY_SCHEMA })
  @ApiCreatedResponse({ type: TimeLimitPolicyView })
  @ProblemCodes('VERSION_CONFLICT')
  async enter(
    @CurrentActor() actor: Actor,
    @Body() body: object,
    @ClientIp() ip: string,
  ): Promise<TimeLimitPolicyView> {
    const policy = readPolicy(body, this.businesses);
    const { id, version, title } = policy;
    const record = { account: actor.id, action: 'policy.enter', subject: `${id} ${version}`, ip } as const;
    await this.policies.add(policy, (tx) =>
      this.audit.append({ ...record, result: 'done', reason: title }, tx),
    );
    return this.policies.get(id, String(version));
  }

  @Post(':id/activate')
  @Roles('admin-system')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Activate the newest version of a policy',
    description:
      'Clocks that start from now on follow it; running clocks keep theirs. A version with a later effective date is ' +
      'followed from that day on; until then the version in force stays.',
  })
  @ProblemCodes('NOT_FOUND')
  async activate(
    @CurrentActor() actor: Actor,
    @Name('id') id: string,
    @ClientIp() ip: string,
  ): Promise<void> {
    const record = { account: actor.id, action: 'policy.activate', subject: id, ip } as const;
    await this.policies.activate(id, (tx) => this.audit.append({ ...record, result: 'done' }, tx));
    this.timeLimits.invalidate();
  }
}
