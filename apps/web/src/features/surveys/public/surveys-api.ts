import { api, type Schemas } from '../../../api/client.js';
import { CaptchaAhead } from '../../../lib/captcha.js';
import type { Answers } from '../questionnaire.js';

export type SurveyItem = Schemas['PublicSurveyItem'];
export type Survey = Schemas['PublicSurveyView'];
export type SurveyPage = Schemas['PublicSurveyPage'];

/** The challenge of the next response, solved while it is written. */
export const challenge = new CaptchaAhead();

/** Published surveys, the latest opening first. @param cursor of the page before */
export async function listSurveys(cursor?: string): Promise<SurveyPage> {
  const { data } = await api.GET('/api/v1/public/surveys', { params: { query: { limit: 30, cursor } } });
  return data!;
}

export async function readSurvey(id: string): Promise<Survey> {
  const { data } = await api.GET('/api/v1/public/surveys/{id}', { params: { path: { id } } });
  return data!;
}

export async function readResults(id: string): Promise<Schemas['ResultsView']> {
  const { data } = await api.GET('/api/v1/public/surveys/{id}/results', { params: { path: { id } } });
  return data!;
}

/** @param key the same for every try of one response */
export async function sendAnswers(
  id: string,
  response: { readonly answers: Answers; readonly ticket: string | null; readonly phone?: string },
  key: string,
): Promise<Schemas['AnswerReceipt']> {
  const { ticket, ...content } = response;
  const { data } = await api.POST('/api/v1/public/surveys/{id}/answers', {
    params: { path: { id }, header: { 'Idempotency-Key': key } },
    body: {
      ...content,
      answers: content.answers as never,
      ...(ticket && { ticket }),
      captcha: await challenge.take(),
    },
  });
  return data!;
}

/** Address of a published document. */
export const documentAddress = (survey: string, document: string): string =>
  `/api/v1/public/surveys/${survey}/documents/${document}`;
