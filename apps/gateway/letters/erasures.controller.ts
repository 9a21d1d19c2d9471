import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Id } from '../platform/http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import {
  ErasurePage,
  ErasuresQuery,
  ErasureView,
  ProposeErasureBody,
  RejectErasureBody,
} from './erasures.dto.js';
import { ERASURE_PROPOSERS, ErasuresService } from './erasures.service.js';

/** Erasing the personal data of letters, by two persons. */
@ApiTags('letters')
@Controller('api/v1/erasures')
@Roles(...ERASURE_PROPOSERS, 'supervisor', 'admin-audit')
export class ErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  @Get()
  @ApiOperation({ summary: 'List erasures of personal data' })
  @ApiOkResponse({ type: ErasurePage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() by: Actor, @Query() query: ErasuresQuery): Promise<ErasurePage> {
    return this.erasures.list(by, query);
  }

  @Post()
  @Roles(...ERASURE_PROPOSERS)
  @HttpCode(202)
  @ApiOperation({
    summary: 'Propose to erase the personal data',
    description: 'Of a letter. Nothing is erased until another person confirms it.',
  })
  @ApiAcceptedResponse({ type: ErasureView })
  @ProblemCodes('NOT_FOUND', 'ERASURE_STATE')
  propose(
    @CurrentActor() by: Actor,
    @Body() { letterNo, reason }: ProposeErasureBody,
    @ClientIp() ip: string,
  ): Promise<ErasureView> {
    return this.erasures.propose({ by, ip }, letterNo, reason);
  }

  @Post(':id/confirm')
  @Roles('admin-security', 'supervisor', 'discipline')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirm a proposal of another person',
    description:
      'Erases writer, texts and files of the letter and of the processes that refer to it, for good. An accusation is erased ' +
      'by the body that has taken it over.',
  })
  @ApiOkResponse({ type: ErasureView })
  @ProblemCodes('NOT_FOUND', 'ERASURE_STATE', 'SECOND_PERSON_NEEDED', 'ERASURE_TOO_EARLY')
  confirm(@CurrentActor() by: Actor, @Id() id: string, @ClientIp() ip: string): Promise<ErasureView> {
    return this.erasures.confirm({ by, ip }, id);
  }

  @Post(':id/reject')
  @Roles('admin-security', 'supervisor', 'discipline')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reject a proposal of another person' })
  @ApiOkResponse({ type: ErasureView })
  @ProblemCodes('NOT_FOUND', 'ERASURE_STATE')
  reject(
    @CurrentActor() by: Actor,
    @Id() id: string,
    @Body() { reason }: RejectErasureBody,
    @ClientIp() ip: string,
  ): Promise<ErasureView> {
    return this.erasures.reject({ by, ip }, id, reason);
  }

  @Post(':id/withdraw')
  @Roles(...ERASURE_PROPOSERS)
  @HttpCode(200)
  @ApiOperation({ summary: "Withdraw one's own proposal" })
  @ApiOkResponse({ type: ErasureView })
  @ProblemCodes('NOT_FOUND', 'ERASURE_STATE')
  withdraw(@CurrentActor() by: Actor, @Id() id: string, @ClientIp() ip: string): Promise<ErasureView> {
    return this.erasures.withdraw({ by, ip }, id);
  }
}
