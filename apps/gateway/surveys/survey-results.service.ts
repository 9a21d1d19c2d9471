import { Injectable } from '@nestjs/common';
import { PublicSurveysRepository } from '../../../domain/surveys/public-surveys.repository.js';
import type { Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';
import { questionsOf } from '../../../domain/surveys/questions.js';
import { QuotesRepository } from '../../../domain/surveys/quotes.repository.js';
import { ResponsesRepository } from '../../../domain/surveys/responses.repository.js';
import { RecentCache } from './recent-cache.js';
import type { ResultsView } from './results.dto.js';

/** Age of public figures. */
const FRESH_MS = 5_000;
const KEPT = 100;

/** Figures, counted when they are read. */
@Injectable()
export class SurveyResultsService {
  private readonly recent = new RecentCache<ResultsView>({ freshMs: FRESH_MS, kept: KEPT });
  private readonly participants = new RecentCache<number>({ freshMs: FRESH_MS, kept: KEPT });

  constructor(
    private readonly surveys: PublicSurveysRepository,
    private readonly responses: ResponsesRepository,
    private readonly quotes: QuotesRepository,
  ) {}

  /** As of now. */
  async of(survey: string, questionnaire: Questionnaire): Promise<ResultsView> {
    const [tally, quotes] = await Promise.all([
      this.responses.tally(survey, questionsOf(questionnaire)),
      this.quotes.list(survey),
    ]);
    return { ...tally, quotes };
  }

  /** Some seconds old: for the public, counted once for all readers. */
  recentOf(survey: string, questionnaire: Questionnaire): Promise<ResultsView> {
    return this.recent.get(survey, () => this.of(survey, questionnaire));
  }

  /** Responses that count, some seconds old. */
  participantsOf(survey: string): Promise<number> {
    return this.participants.get(survey, () => this.surveys.countParticipants(survey));
  }
}
