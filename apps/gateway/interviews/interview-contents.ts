import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Config } from '../../../infra/config/config.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { CONFIG, DATA_SOURCE, POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { InterviewAccess } from './access/interview-access.js';
import type { CrewBody, PointsBody, PreparationBody, ReportBody } from './interviews.dto.js';
import { embeddedVideo } from './public/video-address.js';

/** What units and office write for an interview, each while it is theirs to write. */
@Injectable()
export class InterviewContents {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    private readonly access: InterviewAccess,
  ) {}

  /**
   * While the unit has the plan. What is given replaces what there was, and cannot be made empty: so a set that was
   * complete when it was handed in stays so.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, TASK_NOT_OPEN
   */
  async prepare(actor: Actor, id: string, body: PreparationBody): Promise<void> {
    await this.access.asUnit(actor, id);
    const { plan = null, background = null, guests, outline } = body;
    const values = [plan, background, guests && JSON.stringify(guests), outline && JSON.stringify(outline)];
    await this.write(PREPARE, [id, ...values, ['plan', 'correctPlan']]);
  }

  /** While the unit has the report. @throws {DubanError} NOT_FOUND, FORBIDDEN, TASK_NOT_OPEN */
  async report(actor: Actor, id: string, { summary, commitments }: ReportBody): Promise<void> {
    await this.access.asUnit(actor, id);
    await this.write(REPORT, [
      id,
      JSON.stringify({ summary, commitments }),
      ['writeReport', 'correctReport'],
    ]);
  }

  /** While the office has the transcript. @throws {DubanError} NOT_FOUND, FORBIDDEN, TASK_NOT_OPEN */
  async summarise(actor: Actor, id: string, { points }: PointsBody): Promise<void> {
    await this.access.asOffice(actor, id);
    await this.write(POINTS, [id, JSON.stringify(points), ['publishTranscript']]);
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED */
  async embed(actor: Actor, id: string, url: string): Promise<void> {
    await this.access.asOffice(actor, id);
    const hosts = this.config.DUBAN_VIDEO_HOSTS;
    const video = embeddedVideo(url, hosts);
    if (!video) {
      const allowed = hosts.length === 0 ? 'and no host is allowed' : `at ${hosts.join(', ')}`;
      throw invalid({ field: 'url', message: `must be an https address ${allowed} (DUBAN_VIDEO_HOSTS)` });
    }
    await this.pool.query('UPDATE interview SET video_url = $2 WHERE id = $1', [id, video.url]);
  }

  /** Who does what while it is live. @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED */
  async assign(actor: Actor, id: string, { members }: CrewBody): Promise<void> {
    await this.access.asOffice(actor, id);
    const { rows } = await this.pool.query<{ id: string; name: string }>(
      `SELECT a.id, n.name FROM unnest($1::text[]) AS n(name)
       JOIN account a ON (a.username = n.name OR a.alias = n.name) AND NOT a.disabled`,
      [members.map(({ account }) => account)],
    );
    const ids = new Map(rows.map((row) => [row.name, row.id]));
    const issues = members.flatMap(({ account }, index) =>
      ids.has(account) ? [] : [{ field: `members.${index}.account`, message: `no account '${account}'` }],
    );
    if (issues.length > 0) throw invalid(...issues);
    await transaction(this.dataSource, async (tx) => {
      await tx.query('SELECT 1 FROM interview WHERE id = $1 FOR UPDATE', [id]);
      await tx.query('DELETE FROM interview_crew WHERE interview_id = $1', [id]);
      const accounts = members.map(({ account }) => ids.get(account)!);
      await tx.query(ASSIGN, [id, accounts, members.map(({ role }) => role), actor.id, businessDate()]);
    });
  }

  private async write(sql: string, values: readonly unknown[]): Promise<void> {
    const { rowCount } = await this.pool.query(sql, [...values]);
    if (rowCount === 0) throw new DubanError('TASK_NOT_OPEN', 'it is not asked for now');
  }
}

/** @param tasks parameter with the names of tasks, one of which must be open */
const whileOpen = (tasks: string): string => `WHERE id = $1 AND EXISTS (
    SELECT 1 FROM task t WHERE t.process_id = $1 AND t.state = 'open' AND t.name = ANY (${tasks}::text[]))`;

const PREPARE = `
  UPDATE interview SET plan = coalesce($2, plan), background = coalesce($3, background),
    guests = coalesce($4::jsonb, guests), outline = coalesce($5::jsonb, outline) ${whileOpen('$6')}`;
const REPORT = `UPDATE interview SET report = $2 ${whileOpen('$3')}`;
const POINTS = `UPDATE interview SET points = $2 ${whileOpen('$3')}`;

const ASSIGN = `
  INSERT INTO interview_crew (interview_id, account_id, role, assigned_by, assigned_at)
  SELECT DISTINCT $1::uuid, m.account, m.role, $4, $5::timestamptz FROM unnest($2::text[], $3::text[]) AS m(account, role)`;
