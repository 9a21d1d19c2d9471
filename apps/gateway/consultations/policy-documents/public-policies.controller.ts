import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Public } from '../../platform/identity/actor.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { Id } from '../../platform/http/id-param.js';
import { page, PageQuery } from '../../platform/paging/page.js';
import { POOL } from '../../platform/tokens.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { PublicPolicyDetail, PublicPolicyPage, type PublicPolicyView } from './policy-documents.dto.js';

type Row = Omit<PublicPolicyView, 'issuedAt'> & { readonly issuedAt: Date };

/** What has been issued: final text, and what became of the draft. Anything else is not found. */
@ApiTags('public: policies')
@Public()
@Controller('api/v1/public/policy-documents')
export class PublicPoliciesController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @ApiOperation({ summary: 'Policies that were issued, the latest first' })
  @ApiOkResponse({ type: PublicPolicyPage })
  @ProblemCodes('CURSOR_INVALID')
  async list(@Query() query: PageQuery): Promise<PublicPolicyPage> {
    const where = new Conditions();
    where.add(() => `d.state = 'issued'`);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(d.issued_at, d.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${where.sql} ORDER BY d.issued_at DESC, d.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toView, (row) => encodeCursor([row.issuedAt.toISOString(), row.id]));
  }

  @Get(':id')
  @ApiOperation({ summary: 'An issued policy: final text, and its difference from the draft' })
  @ApiOkResponse({ type: PublicPolicyDetail })
  @ProblemCodes('NOT_FOUND')
  async get(@Id() id: string): Promise<PublicPolicyDetail> {
    const { rows } = await this.pool.query<Row & Pick<PublicPolicyDetail, 'finalText' | 'diff'>>(
      `SELECT ${COLUMNS}, d.final_text AS "finalText", d.diff ${FROM} WHERE d.id = $1 AND d.state = 'issued'`,
      [id],
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such policy');
    return { ...toView(row), finalText: row.finalText, diff: row.diff };
  }
}

function toView({ id, title, kind, unit, documentNumber, issuedAt, consultation }: Row): PublicPolicyView {
  return { id, title, kind, unit, documentNumber, issuedAt: issuedAt.toISOString(), consultation };
}

const COLUMNS = `
  d.id, d.title, d.kind, u.name AS unit, d.document_number AS "documentNumber", d.issued_at AS "issuedAt",
  CASE WHEN c.published_at IS NOT NULL THEN c.id END AS consultation`;
const FROM = `
  FROM policy_document d JOIN unit u ON u.code = d.unit_code LEFT JOIN consultation c ON c.policy_id = d.id`;
