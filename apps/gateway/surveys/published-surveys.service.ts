import { Injectable } from '@nestjs/common';
import { detail } from '../../../domain/messages/index.js';
import { AnswerChecker } from '../../../domain/surveys/answer-checker.js';
import {
  PublicSurveysRepository,
  type AnswerableSurvey,
} from '../../../domain/surveys/public-surveys.repository.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { RecentCache } from './recent-cache.js';

/** Age of a survey. A stale one does no harm: the statement that stores a response checks state and revision again. */
const FRESH_MS = 2_000;
/** Few surveys are open at once. */
const KEPT = 100;

/** Published surveys and the checkers of their answers, cached. */
@Injectable()
export class PublishedSurveysService {
  private readonly known = new RecentCache<AnswerableSurvey>({ freshMs: FRESH_MS, kept: KEPT });
  private readonly checkers = new Map<string, AnswerChecker>();

  constructor(private readonly surveys: PublicSurveysRepository) {}

  /** @throws {DubanError} NOT_FOUND when it is not public */
  find(id: string): Promise<AnswerableSurvey> {
    return this.known.get(id, () => this.read(id));
  }

  /** Past the cache. @throws {DubanError} NOT_FOUND when it is not public */
  reload(id: string): Promise<AnswerableSurvey> {
    return this.known.renew(id, () => this.read(id));
  }

  checkerOf({ id, revision, questionnaire }: AnswerableSurvey): AnswerChecker {
    const key = `${id}/${revision}`;
    const checker = this.checkers.get(key) ?? new AnswerChecker(questionnaire);
    this.checkers.delete(key);
    this.checkers.set(key, checker);
    const [oldest] = this.checkers.keys();
    if (this.checkers.size > KEPT && oldest !== undefined) this.checkers.delete(oldest);
    return checker;
  }

  private async read(id: string): Promise<AnswerableSurvey> {
    const survey = await this.surveys.findAnswerable(id, businessDate());
    if (!survey) throw new DubanError('NOT_FOUND', detail('surveys.noSurvey'));
    return survey;
  }
}
