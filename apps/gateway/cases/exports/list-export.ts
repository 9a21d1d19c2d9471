import { applyDecorators, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Audited } from '../../platform/audit/audited.js';
import { ApiFile, MEDIA_TYPES } from '../../platform/http/send-file.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';

/**
 * The route `export` of a list, beside it and with its filters: a workbook, recorded as `<list>.export`.
 *
 * @param list begin of the operation's name. @param rows what the rows are, where the list has another name
 */
export const ListExport = (list: string, rows = list) =>
  applyDecorators(
    Get('export'),
    Audited(`${list}.export`),
    ApiOperation({
      operationId: `${list}_export`,
      summary: `Export ${rows} (XLSX)`,
      description: 'With the filters of the list, at most 10,000 rows.',
    }),
    ApiFile(MEDIA_TYPES.xlsx),
    ProblemCodes('CURSOR_INVALID'),
  );
