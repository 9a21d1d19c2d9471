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
import { PolicyStore } from './policy-store.js';

const READERS = ['admin-system', 'supervisor', 'mailbox-office'] as const;

@ApiTags('calendar and policies')
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(
    private readonly businesses: Businesses,
    private readonly policies: PolicyStore,
    private readonly timeLimits: TimeLimitService,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Roles(...READERS)
  @ApiOperation({ summary: 'Policies of time limits, in every version, latest first' })
  @ApiOkResponse({ type: TimeLimitPolicyPage })
  async list(): Promise<TimeLimitPolicyPage> {
    return { items: await this.policies.list(), nextCursor: null };
  }

  @Get(':id/versions/:version')
  @Roles(...READERS)
  @ApiOperation({ summary: 'A version of a policy, with its whole content' })
  @ApiOkResponse({ type: TimeLimitPolicyView })
  @ProblemCodes('NOT_FOUND')
  get(@Name('id') id: string, @Name('version') version: string): Promise<TimeLimitPolicyView> {
    return this.policies.get(id, version);
  }

  @Post()
  @Roles('admin-system')
  @ApiOperation({
    summary: 'Enter the next version of a policy; it is not in force before it is activated',
    description:
      'The whole policy, its version included: 1 for a new id. It must know every limit that processes ask for. ' +
      'The newest version sent once more with the same content changes nothing and is answered alike.',
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
    summary: 'Put the newest version of a policy in force',
    description:
      'Clocks that start from now on follow it; running ones keep theirs. One whose day lies ahead is followed from ' +
      'that day on; until then the one in force stays.',
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
