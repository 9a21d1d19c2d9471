import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { Pool } from 'pg';
import { randomUUID } from 'node:crypto';
import { CurrentActor, Public, type Actor } from '../../../apps/gateway/platform/identity/actor.js';
import {
  EVERY_DOCUMENT,
  StoredDocumentsService,
  type ListedDocument,
} from '../../../apps/gateway/cases/documents/stored-documents.service.js';
import { Id } from '../../../apps/gateway/platform/http/id-param.js';
import { MeteredCommands } from '../../../apps/gateway/cases/commands/metered-commands.js';
import { POOL } from '../../../apps/gateway/platform/tokens.js';
import { Visibility } from '../../../apps/gateway/cases/visibility/visibility.js';
import { queryRow } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { permitProcess } from '../workflows/permit-process.js';
import { DubanError } from '../../../workflows/engine/errors.js';

const CITIZEN = { account: 'citizen', unit: '', roles: [] };

/** Begins permits, takes the citizen's answer, and lists documents. */
@Controller('api/v1')
export class PermitsController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: MeteredCommands,
    private readonly documents: StoredDocumentsService,
    private readonly visibility: Visibility,
  ) {}

  @Post('permits')
  async begin(@CurrentActor() { id: account, unit, roles }: Actor): Promise<{ id: string }> {
    const id = randomUUID();
    const input = { unit, title: '占道许可' };
    await this.commands.start(permitProcess, { id, subject: 'P-1', input, account, unit, roles });
    return { id };
  }

  @Public()
  @Post('public/permits/:id/answer')
  @HttpCode(200)
  async answer(@Id() id: string, @Body() content: Record<string, string>): Promise<void> {
    const { rows } = await this.pool.query<{ number: number }>(
      `SELECT number FROM task WHERE process_id = $1 AND role = 'citizen' AND state = 'open'`,
      [id],
    );
    if (!rows[0]) throw new DubanError('TASK_NOT_OPEN');
    await this.commands.send({
      process: { id },
      command: { kind: 'complete', task: rows[0].number, outcome: 'answer', decision: {}, by: CITIZEN },
      content,
    });
  }

  @Get('permits/:id/documents')
  async list(@CurrentActor() actor: Actor, @Id() id: string): Promise<{ items: ListedDocument[] }> {
    const found = await queryRow(
      this.pool,
      sql`SELECT 1 FROM process p WHERE p.id = ${id} AND ${this.visibility.processes(actor)}`,
    );
    if (!found) throw new DubanError('NOT_FOUND');
    return { items: await this.documents.list(id, EVERY_DOCUMENT) };
  }
}
