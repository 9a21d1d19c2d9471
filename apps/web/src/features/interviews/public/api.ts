import { api, type Schemas } from '../../../api/client.js';
import { CaptchaAhead } from '../../../lib/captcha.js';

export type Summary = Schemas['PublicInterviewSummary'];
export type Preview = Schemas['InterviewPreviewView'];
export type Review = Schemas['ReviewView'];
export type Video = Schemas['VideoView'];

/** The challenge of the next question, solved while it is written. */
export const challenge = new CaptchaAhead();

export async function listInterviews(cursor?: string): Promise<Schemas['PublicInterviewPage']> {
  const query = { limit: 20, cursor };
  const { data } = await api.GET('/api/v1/public/interviews', { params: { query } });
  return data!;
}

export async function readPreview(id: string): Promise<Preview> {
  const { data } = await api.GET('/api/v1/public/interviews/{id}', { params: { path: { id } } });
  return data!;
}

export async function readReview(id: string): Promise<Review> {
  const { data } = await api.GET('/api/v1/public/interviews/{id}/review', { params: { path: { id } } });
  return data!;
}

/** @throws {ProblemError} QUESTIONS_CLOSED once it has ended; {NetworkError} */
export async function ask(id: string, text: string, nickname: string): Promise<void> {
  const captcha = await challenge.take();
  await api.POST('/api/v1/public/interviews/{id}/questions', {
    params: { path: { id } },
    body: { text, captcha, ...(nickname.trim() && { nickname: nickname.trim() }) },
  });
}

export const imageAddress = (id: string, image: string): string =>
  `/api/v1/public/interviews/${id}/images/${image}`;
export const documentAddress = (id: string, document: string): string =>
  `/api/v1/public/interviews/${id}/documents/${document}`;
