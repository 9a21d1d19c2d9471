import type { QuestionFigures } from '../figures/figures.js';

/** Facts of a survey in its documents. Days are `YYYY-MM-DD`. */
export interface SurveyFacts {
  readonly title: string;
  readonly purpose: string;
  /** Names of the unit that held it, and of the office that it reports to. */
  readonly unit: string;
  readonly office: string;
  readonly openedOn: string;
  readonly closedOn: string;
  readonly answers: number;
  /** Responses that do not count. */
  readonly setAside: number;
}

export interface SurveyResults {
  readonly figures: readonly QuestionFigures[];
  /** Released pieces of free text, by question. */
  readonly quotes: readonly { readonly question: string; readonly text: string }[];
}

export const VERDICTS = { ADOPTED: '采用', PARTLY: '部分采用', NOT_ADOPTED: '未采用' } as const;

export interface AdoptionItem {
  readonly suggestion: string;
  readonly verdict: keyof typeof VERDICTS;
  readonly explanation: string;
}
