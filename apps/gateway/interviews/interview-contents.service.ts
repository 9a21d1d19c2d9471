import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  InterviewsRepository,
  type InterviewContent,
  type InterviewPart,
} from '../../../domain/interviews/interviews.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Config } from '../../../infra/config/config.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { CONFIG, DATA_SOURCE } from '../platform/tokens.js';
import { InterviewAccess } from './access/interview-access.js';
import type {
  CrewBody,
  CrewCandidateView,
  PointsBody,
  PreparationBody,
  ReportBody,
} from './interviews.dto.js';
import { embeddedVideo } from './public/video-address.js';

/** Contents of an interview that the unit and the office write, each while its task is open. */
@Injectable()
export class InterviewContentsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    private readonly interviews: InterviewsRepository,
    private readonly access: InterviewAccess,
  ) {}

  /**
   * While the unit has the plan. A field that is given replaces the stored one and cannot be empty, so a plan that was
   * complete when it was submitted stays complete.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, TASK_NOT_OPEN
   */
  async prepare(
    actor: Actor,
    id: string,
    { plan, background, guests, outline }: PreparationBody,
  ): Promise<void> {
    await this.access.asUnit(actor, id);
    await this.write(actor, id, { plan, background, guests, outline }, 'plan');
  }

  /** While the unit has the report. @throws {DubanError} NOT_FOUND, FORBIDDEN, TASK_NOT_OPEN */
  async report(actor: Actor, id: string, { summary, commitments }: ReportBody): Promise<void> {
    await this.access.asUnit(actor, id);
    await this.write(actor, id, { report: { summary, commitments } }, 'report');
  }

  /** While the office has the transcript. @throws {DubanError} NOT_FOUND, FORBIDDEN, TASK_NOT_OPEN */
  async summarise(actor: Actor, id: string, { points }: PointsBody): Promise<void> {
    await this.access.asOffice(actor, id);
    await this.write(actor, id, { points }, 'points');
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED */
  async embed(actor: Actor, id: string, url: string): Promise<void> {
    await this.access.asOffice(actor, id);
    const hosts = this.config.DUBAN_VIDEO_HOSTS;
    if (hosts.length === 0) throw invalid(issue('url', 'interviews.noVideoHosts'));
    const video = embeddedVideo(url, hosts);
    if (!video) throw invalid(issue('url', 'interviews.videoAddress', { hosts }));
    await this.interviews.setVideo(id, video.url);
  }

  /** Accounts that may be in the crew. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async candidates(actor: Actor, id: string): Promise<CrewCandidateView[]> {
    const { office, unit } = await this.access.asOffice(actor, id);
    return this.interviews.crewCandidates([office, unit]);
  }

  /** Replaces the crew. @throws {DubanError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED */
  async assign(actor: Actor, id: string, { members }: CrewBody): Promise<void> {
    await this.access.asOffice(actor, id);
    const known = await this.interviews.accountsNamed(members.map(({ account }) => account));
    const ids = new Map(known.map((row) => [row.name, row.id]));
    const issues = members.flatMap(({ account }, index) =>
      ids.has(account) ? [] : [issue(`members.${index}.account`, 'platform.noAccount')],
    );
    if (issues.length > 0) throw invalid(...issues);
    const crew = members.map(({ account, role }) => ({ accountId: ids.get(account)!, role }));
    await transaction(this.dataSource, (tx) =>
      new InterviewsRepository(tx).setCrew(id, crew, { by: actor.id, at: businessDate() }),
    );
  }

  private async write(
    actor: Actor,
    id: string,
    contents: InterviewContent,
    part: InterviewPart,
  ): Promise<void> {
    const written = await transaction(this.dataSource, (tx) =>
      new InterviewsRepository(tx).write(id, contents, { part, by: actor.id, at: businessDate() }),
    );
    if (!written) throw new DubanError('TASK_NOT_OPEN', detail('interviews.notRequestedNow'));
  }
}
