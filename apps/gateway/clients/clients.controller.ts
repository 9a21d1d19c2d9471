import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Name } from '../platform/http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { PageQuery } from '../platform/paging/page.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import {
  ClientActPage,
  ClientList,
  ClientView,
  ClientWithSecret,
  EndClientBody,
  NewClientBody,
  RotateSecretBody,
} from './clients.dto.js';
import { ClientsService } from './clients.service.js';

/** Programs with credentials of their own. */
@ApiTags('administration')
@Controller('api/v1/clients')
@Roles('admin-security', 'admin-system', 'admin-audit')
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Get()
  @ApiOperation({ summary: 'List programs' })
  @ApiOkResponse({ type: ClientList })
  async list(@CurrentActor() by: Actor): Promise<ClientList> {
    return { items: await this.clients.list(by) };
  }

  @Get(':id/acts')
  @ApiOperation({
    summary: 'List what a program did',
    description: 'Latest first: its entries of the audit log, without their objects.',
  })
  @ApiOkResponse({ type: ClientActPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  acts(@Name('id') id: string, @Query() query: PageQuery): Promise<ClientActPage> {
    return this.clients.acts(id, query);
  }

  @Post()
  @Roles('admin-security')
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Propose a program',
    description: 'Answers its secret, this once. It works once another person has confirmed it.',
  })
  @ApiAcceptedResponse({ type: ClientWithSecret })
  @ProblemCodes('CLIENT_ID_TAKEN')
  propose(
    @CurrentActor() by: Actor,
    @Body() body: NewClientBody,
    @ClientIp() ip: string,
  ): Promise<ClientWithSecret> {
    return this.clients.propose({ by, ip }, body);
  }

  @Post(':id/confirm')
  @Roles('admin-security', 'admin-system')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm a program of another person' })
  @ApiOkResponse({ type: ClientView })
  @ProblemCodes('NOT_FOUND', 'CLIENT_STATE', 'SECOND_PERSON_NEEDED')
  confirm(@CurrentActor() by: Actor, @Name('id') id: string, @ClientIp() ip: string): Promise<ClientView> {
    return this.clients.confirm({ by, ip }, id);
  }

  @Post(':id/reject')
  @Roles('admin-security', 'admin-system')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reject a proposed program',
    description: 'For good: its id is never used again.',
  })
  @ApiOkResponse({ type: ClientView })
  @ProblemCodes('NOT_FOUND', 'CLIENT_STATE')
  reject(
    @CurrentActor() by: Actor,
    @Name('id') id: string,
    @Body() { reason }: EndClientBody,
    @ClientIp() ip: string,
  ): Promise<ClientView> {
    return this.clients.reject({ by, ip }, id, reason);
  }

  @Post(':id/rotate')
  @Roles('admin-security')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: "Change a program's secret",
    description: 'Answers the new one, this once. The old one stays valid for the overlap.',
  })
  @ApiOkResponse({ type: ClientWithSecret })
  @ProblemCodes('NOT_FOUND', 'CLIENT_STATE')
  rotate(
    @CurrentActor() by: Actor,
    @Name('id') id: string,
    @Body() body: RotateSecretBody,
    @ClientIp() ip: string,
  ): Promise<ClientWithSecret> {
    return this.clients.rotate({ by, ip }, id, body);
  }

  @Post(':id/end')
  @Roles('admin-security')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a program for good' })
  @ApiOkResponse({ type: ClientView })
  @ProblemCodes('NOT_FOUND', 'CLIENT_STATE')
  end(
    @CurrentActor() by: Actor,
    @Name('id') id: string,
    @Body() { reason }: EndClientBody,
    @ClientIp() ip: string,
  ): Promise<ClientView> {
    return this.clients.end({ by, ip }, id, reason);
  }
}
