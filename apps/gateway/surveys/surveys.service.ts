import { Injectable } from '@nestjs/common';
import type { Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';
import { SurveysRepository, type SurveyRow } from '../../../domain/surveys/surveys.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { readerOf } from './survey-access.js';
import { toSurveyView } from './survey-view.js';
import type { SurveyPage, SurveysQuery } from './surveys.dto.js';

/** Surveys as staff see them. */
@Injectable()
export class SurveysService {
  constructor(private readonly surveys: SurveysRepository) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async find(actor: Actor, id: string): Promise<SurveyRow> {
    const row = await this.surveys.find(id, readerOf(actor));
    if (!row) throw new DubanError('NOT_FOUND', detail('surveys.noSurvey'));
    return row;
  }

  /** @throws {DubanError} NOT_FOUND, SURVEY_INCOMPLETE while there is none */
  async questionnaireOf(actor: Actor, id: string): Promise<Questionnaire> {
    const { questionnaire } = await this.find(actor, id);
    if (!questionnaire) throw new DubanError('SURVEY_INCOMPLETE', detail('surveys.noQuestionnaire'));
    return questionnaire;
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  list(actor: Actor, query: SurveysQuery): Promise<SurveyPage> {
    return this.surveys.page(query, readerOf(actor), toSurveyView);
  }
}
