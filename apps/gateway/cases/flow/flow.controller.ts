import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Id, Name } from '../../platform/http/id-param.js';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { CasePathView } from './case-path.dto.js';
import { CasePathService } from './case-path.service.js';
import { FlowNodeDetail, FlowQuery, FlowView } from './flow.dto.js';
import { FlowService } from './flow.service.js';

const WHOSE =
  'Accounts that see every case of the process get the figures of all units, others those of their own unit, and of ' +
  'units below where their role sees them. No secret case is counted, and none that is hidden from a unit.';

@ApiTags('process definitions')
@Controller('api/v1/process-definitions/:key/flow')
export class FlowController {
  constructor(private readonly flow: FlowService) {}

  @Get()
  @ApiOperation({ summary: 'Count what passed a process map', description: WHOSE })
  @ApiOkResponse({ type: FlowView })
  @ProblemCodes('DEFINITION_UNKNOWN')
  of(@CurrentActor() actor: Actor, @Name('key') key: string, @Query() query: FlowQuery): Promise<FlowView> {
    return this.flow.of(actor, key, query);
  }

  @Get('nodes/:node')
  @ApiOperation({ summary: 'Get lengths and units of one node', description: WHOSE })
  @ApiOkResponse({ type: FlowNodeDetail })
  @ProblemCodes('DEFINITION_UNKNOWN', 'NOT_FOUND')
  node(
    @CurrentActor() actor: Actor,
    @Name('key') key: string,
    @Name('node') node: string,
    @Query() query: FlowQuery,
  ): Promise<FlowNodeDetail> {
    return this.flow.node(actor, key, node, query);
  }
}

@ApiTags('processes')
@Controller('api/v1/processes')
export class CasePathController {
  constructor(private readonly paths: CasePathService) {}

  @Get(':id/path')
  @ApiOperation({
    summary: 'Get the path of a process',
    description: 'In processes that keep their units apart, the parts that the account sees.',
  })
  @ApiOkResponse({ type: CasePathView })
  @ProblemCodes('NOT_FOUND', 'VERSION_NOT_SERVED')
  path(@CurrentActor() actor: Actor, @Id() id: string): Promise<CasePathView> {
    return this.paths.of(actor, id);
  }
}
