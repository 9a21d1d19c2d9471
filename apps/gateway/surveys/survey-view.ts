import { freeTextOf, questionsOf } from '../../../domain/surveys/questions.js';
import { surveyGaps } from '../../../domain/surveys/survey-gaps.js';
import type { SurveyRow } from '../../../domain/surveys/surveys.repository.js';
import { toProcessView } from '../cases/processes/process-view.js';
import type { SurveyView } from './surveys.dto.js';

const text = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toSurveyView(row: SurveyRow): SurveyView {
  const { id, title, kind, purpose, notice, anonymity, retentionMonths, oneAnswer, addressHours, results } =
    row;
  const { opensOn, days, questionnaire, revision, answers, setAside, suggestions } = row;
  return {
    ...{ id, title, kind, purpose, notice, anonymity, retentionMonths, oneAnswer, addressHours, results },
    ...{ opensOn, days, questionnaire, revision, answers, setAside, suggestions },
    unit: row.unitCode,
    office: row.officeCode,
    arrangement: row.arrangementId,
    publishedAt: text(row.publishedAt),
    opensAt: text(row.opensAt),
    closesAt: text(row.closesAt),
    closedAt: text(row.closedAt),
    figuresAt: text(row.figuresAt),
    reportedAt: text(row.reportedAt),
    adoptedAt: text(row.adoptedAt),
    answersDeletedAt: text(row.answersDeletedAt),
    missing: surveyGaps(row),
    freeText: questionnaire ? freeTextOf(questionsOf(questionnaire)).map(({ name }) => name) : [],
    process: toProcessView(row),
  };
}
