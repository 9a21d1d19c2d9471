import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { businessDate } from '../../../domain/time/business-clock.js';
import { prepared } from '../../../infra/database/prepared.js';
import { AnswerChecker } from '../../../domain/surveys/answer-checker.js';
import type { Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { POOL } from '../platform/tokens.js';
import type { PublicState } from './public-surveys.dto.js';
import { Recent } from './recent-cache.js';

/** A published survey as far as answering goes. */
export interface PublishedSurvey {
  readonly id: string;
  readonly questionnaire: Questionnaire;
  readonly revision: number;
  readonly oneAnswer: 'device' | 'address' | 'phone' | 'none';
  readonly addressHours: number | null;
  readonly state: PublicState;
}

/** What everybody may read: rows `s` of a survey and `p` of its process. What has been held stays, whatever becomes of it. */
export const IS_PUBLISHED = `s.published_at IS NOT NULL AND (p.state <> 'cancelled' OR s.closed_at IS NOT NULL)`;
/** At the instant of the request, as answers are taken; `now` is its parameter. */
export const publicState = (
  now: string,
): string => `CASE WHEN s.closed_at IS NOT NULL OR ${now}::timestamptz >= s.closes_at THEN 'closed'
  WHEN ${now}::timestamptz < s.opens_at THEN 'upcoming' WHEN p.state = 'running' THEN 'open' ELSE 'paused' END`;

/** A definition that is a little old is no harm: the statement that takes an answer looks again. */
const FRESH_MS = 2_000;
/** Surveys that are open at once are few. */
const KEPT = 100;

/** Published surveys, and the models that judge answers to them; both kept in memory. */
@Injectable()
export class PublishedSurveys {
  private readonly known = new Recent<PublishedSurvey>({ freshMs: FRESH_MS, kept: KEPT });
  private readonly checkers = new Map<string, AnswerChecker>();

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND when it is not public */
  find(id: string): Promise<PublishedSurvey> {
    return this.known.get(id, () => this.read(id));
  }

  /** As it stands now. @throws {DubanError} NOT_FOUND when it is not public */
  reload(id: string): Promise<PublishedSurvey> {
    return this.known.renew(id, () => this.read(id));
  }

  checkerOf({ id, revision, questionnaire }: PublishedSurvey): AnswerChecker {
    const key = `${id}/${revision}`;
    const checker = this.checkers.get(key) ?? new AnswerChecker(questionnaire);
    this.checkers.delete(key);
    this.checkers.set(key, checker);
    const [oldest] = this.checkers.keys();
    if (this.checkers.size > KEPT && oldest !== undefined) this.checkers.delete(oldest);
    return checker;
  }

  private async read(id: string): Promise<PublishedSurvey> {
    const { rows } = await prepared<PublishedSurvey>(this.pool, READ, [id, businessDate()]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such survey');
    return rows[0];
  }
}

const READ = `
  SELECT s.id, s.questionnaire, s.revision, s.one_answer AS "oneAnswer", s.address_hours AS "addressHours",
    ${publicState('$2')} AS state
  FROM survey s JOIN process p ON p.id = s.id WHERE s.id = $1 AND ${IS_PUBLISHED}`;
