import { asQuestionnaire, questionsOf, type QuestionnaireJson } from '../questionnaire.js';
import type { StaffSurvey, SurveyEdit } from '../staff-api.js';

/** A survey while it is being written. */
export interface EditedSurvey {
  readonly title: string;
  readonly kind: 'HOT_TOPIC' | 'SPECIAL';
  /** YYYY-MM-DD */
  readonly opensOn: string;
  readonly days: number;
  readonly purpose: string | null;
  readonly notice: string | null;
  readonly anonymity: 'ANONYMOUS' | 'NAMED' | null;
  readonly retentionMonths: number | null;
  readonly oneAnswer: 'device' | 'address' | 'phone' | 'none';
  readonly addressHours: number | null;
  readonly results: 'never' | 'afterwards' | 'always';
  readonly questionnaire: QuestionnaireJson;
}

const BLANK: QuestionnaireJson = { pages: [{ name: 'page1', elements: [] }] };

/** What the server has. */
export const editedOf = (survey: StaffSurvey): EditedSurvey => ({
  title: survey.title,
  kind: survey.kind as EditedSurvey['kind'],
  opensOn: survey.opensOn,
  days: survey.days,
  purpose: survey.purpose,
  notice: survey.notice,
  anonymity: survey.anonymity as EditedSurvey['anonymity'],
  retentionMonths: survey.retentionMonths,
  oneAnswer: survey.oneAnswer as EditedSurvey['oneAnswer'],
  addressHours: survey.addressHours,
  results: survey.results as EditedSurvey['results'],
  questionnaire: survey.questionnaire ? asQuestionnaire(survey.questionnaire) : BLANK,
});

/** What is sent: fields that hold something, and a questionnaire once it has a question. Pages without questions are left out. */
export function editOf(edited: EditedSurvey): SurveyEdit {
  const { questionnaire, purpose, notice, anonymity, retentionMonths, addressHours, ...plain } = edited;
  const pages = questionnaire.pages.filter(({ elements }) => elements.length > 0);
  return {
    ...plain,
    ...(purpose !== null && { purpose }),
    ...(notice !== null && { notice }),
    ...(anonymity !== null && { anonymity }),
    ...(retentionMonths !== null && { retentionMonths }),
    ...(plain.oneAnswer === 'address' && addressHours !== null && { addressHours }),
    ...(pages.length > 0 && { questionnaire: { ...questionnaire, pages } as never }),
  };
}

export const REQUIRED = ['questionnaire', 'purpose', 'notice', 'anonymity', 'retentionMonths'] as const;
export type Required = (typeof REQUIRED)[number];

/** Required fields that hold nothing yet, saved or not: the server names the same once it is saved. */
export const missingOf = (edited: EditedSurvey): Required[] =>
  REQUIRED.filter((field) => {
    if (field === 'questionnaire') return questionsOf(edited.questionnaire).length === 0;
    const value = edited[field];
    return value === null || (typeof value === 'string' && value.trim() === '');
  });

/** Faults of the questionnaire are told by places in what was sent, where empty pages are missing: back to places on the screen. */
export function placedFaults(
  faults: ReadonlyMap<string, string>,
  { pages }: QuestionnaireJson,
): ReadonlyMap<string, string> {
  const shown = pages.flatMap(({ elements }, at) => (elements.length > 0 ? [at] : []));
  return new Map(
    [...faults].map(([field, text]) => [
      field
        .replace(/^questionnaire\./, '')
        .replace(/^pages\.(\d+)/, (_whole, sent: string) => `pages.${shown[Number(sent)] ?? sent}`),
      text,
    ]),
  );
}
