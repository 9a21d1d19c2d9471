import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

/** Key of their process. */
export const SURVEY_PROCESS = 'survey';

export type StaffSurvey = Schemas['SurveyView'];
export type SurveyResponse = Schemas['AnswerView'];
export type SurveyEdit = Omit<Schemas['EditSurveyBody'], 'revision'>;

export const surveysQuery = infiniteQueryOptions({
  queryKey: ['surveys'],
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  queryFn: async ({ pageParam, signal }): Promise<Schemas['SurveyPage']> => {
    const { data } = await api.GET('/api/v1/surveys', {
      params: { query: { limit: 50, cursor: pageParam } },
      signal,
    });
    return data!;
  },
});

export const surveyQuery = (id: string) =>
  queryOptions({
    queryKey: ['survey', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/surveys/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ['survey', id, 'figures'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/surveys/{id}/results', { params: { path: { id } }, signal });
      return data!;
    },
  });

export const documentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['survey', id, 'documents'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/surveys/{id}/documents', { params: { path: { id } }, signal });
      return data!.items;
    },
  });

/** @param state undefined: all */
export const responsesQuery = (id: string, state: 'counted' | 'set-aside' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['survey', id, 'responses', state],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam, signal }): Promise<Schemas['AnswerPage']> => {
      const query = { limit: 50, cursor: pageParam, state };
      const { data } = await api.GET('/api/v1/surveys/{id}/answers', {
        params: { path: { id }, query },
        signal,
      });
      return data!;
    },
  });

/** @param key made when the form opens, so that a repetition starts no second survey */
export async function startSurvey(body: Schemas['NewSurveyBody'], key: string): Promise<StaffSurvey> {
  const params = { header: { 'Idempotency-Key': key } };
  const { data } = await api.POST('/api/v1/surveys', { params, body });
  return data!;
}

/** @throws {ProblemError} SURVEY_CHANGED when somebody else has saved since `revision` */
export async function saveSurvey(id: string, revision: number, edit: SurveyEdit): Promise<StaffSurvey> {
  const { data } = await api.PUT('/api/v1/surveys/{id}', {
    params: { path: { id } },
    body: { revision, ...edit },
  });
  return data!;
}

export async function decideResponse(
  survey: string,
  answer: string,
  body: Schemas['AnswerDecisionBody'],
): Promise<void> {
  await api.POST('/api/v1/surveys/{id}/answers/{answer}/decision', {
    params: { path: { id: survey, answer } },
    body,
  });
}

/** Releases words of a free-text answer. */
export async function releaseQuote(survey: string, body: Schemas['QuoteBody']): Promise<void> {
  await api.POST('/api/v1/surveys/{id}/quotes', { params: { path: { id: survey } }, body });
}

export const exportAddress = (id: string, format: 'csv' | 'xlsx'): string =>
  `/api/v1/surveys/${id}/answers/export?format=${format}`;

export const documentAddress = (id: string, document: string): string =>
  `/api/v1/surveys/${id}/documents/${document}`;
