import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { textIfKnown } from '../../../domain/messages/index.js';
import { IfPresent } from '../platform/http/fields.js';
import { fileForm } from '../platform/http/multipart.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { AccountImportService } from './account-import.service.js';

export class ImportQuery {
  @ApiProperty({ enum: ['true', 'false'], required: false, description: 'true: create nothing, only check' })
  @IfPresent()
  @IsIn(['true', 'false'])
  dryRun?: 'true' | 'false';
}

export class ImportProblem {
  @ApiProperty({ type: 'integer', nullable: true, description: 'From 1; null: the file as a whole' })
  row!: number | null;
  @ApiProperty({ type: String, nullable: true, example: '单位' }) column!: string | null;
  @ApiProperty({ example: 'accounts.unitMeant' }) code!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) params!: object;
  @ApiProperty({ example: '没有单位「德风街道」，是否「德凤街道」' }) message!: string;
}

export class AccountImportView {
  @ApiProperty({ type: 'integer', description: 'Rows of the file' }) total!: number;
  @ApiProperty({ type: 'integer', description: 'Rows without a problem' }) valid!: number;
  @ApiProperty({ type: 'integer' }) created!: number;
  @ApiProperty({ type: [ImportProblem], description: 'Every problem of every row' })
  problems!: ImportProblem[];
}

@ApiTags('administration')
@Roles('admin-system', 'county-admin')
@Controller('api/v1/accounts/import')
export class AccountImportController {
  constructor(private readonly imports: AccountImportService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Create accounts from a spreadsheet',
    description:
      'XLSX or CSV with the columns 账号, 姓名, 单位 (code or name) and, if wanted, 角色. Rows with a problem are left out and ' +
      'named; roles are proposed.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiOkResponse({ type: AccountImportView })
  @ProblemCodes('USERNAME_TAKEN', 'RATE_LIMITED')
  async run(
    @CurrentActor() by: Actor,
    @Query() { dryRun }: ImportQuery,
    @Req() request: FastifyRequest,
    @ClientIp() ip: string,
  ): Promise<AccountImportView> {
    const { file } = await fileForm(request);
    const result = await this.imports.run({ by, ip }, file?.bytes ?? null, { dryRun: dryRun === 'true' });
    const problems = result.problems.map(({ row, column, text: { code, params } }) => ({
      ...{ row, column, code, params, message: textIfKnown(code, params) ?? code },
    }));
    return { ...result, problems };
  }
}
