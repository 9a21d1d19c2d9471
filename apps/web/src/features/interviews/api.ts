import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';

export type Interview = Schemas['InterviewView'];
export type Question = Schemas['QuestionView'];
export type Utterance = Schemas['UtteranceView'];
export type AuthorRole = Schemas['NewUtteranceBody']['role'];
export type Act = Schemas['UtteranceActBody']['act'];

/** Longest page of a list. */
const PAGE = 200;

export const interviewsQuery = infiniteQueryOptions({
  queryKey: ['interviews'],
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  refetchInterval: 60_000,
  queryFn: async ({ pageParam, signal }): Promise<Schemas['InterviewPage']> => {
    const query = { limit: 50, cursor: pageParam };
    const { data } = await api.GET('/api/v1/interviews', { params: { query }, signal });
    return data!;
  },
});

export const interviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/interviews/{id}', { params: { path: { id } }, signal });
      return data!;
    },
  });

/** All of them, oldest first. */
export const questionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview-questions', id],
    queryFn: ({ signal }) =>
      all(async (cursor): Promise<Schemas['QuestionPage']> => {
        const params = { path: { id }, query: { limit: PAGE, cursor } };
        const { data } = await api.GET('/api/v1/interviews/{id}/questions', { params, signal });
        return data!;
      }),
  });

/** All of them, in the order in which they were written. */
export const utterancesQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview-utterances', id],
    queryFn: ({ signal }) =>
      all(async (cursor): Promise<Schemas['UtterancePage']> => {
        const params = { path: { id }, query: { limit: PAGE, cursor } };
        const { data } = await api.GET('/api/v1/interviews/{id}/utterances', { params, signal });
        return data!;
      }),
  });

async function all<Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const { items: more, nextCursor } = await page(cursor);
    items.push(...more);
    if (nextCursor === null) return items;
    cursor = nextCursor;
  }
}

export const candidatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview-candidates', id],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const { data } = await api.GET('/api/v1/interviews/{id}/crew/candidates', { params, signal });
      return data!.items;
    },
  });

/** Documents that were made of it, and files that were uploaded with its tasks. */
export const papersQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview-papers', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const [documents, files] = await Promise.all([
        api.GET('/api/v1/interviews/{id}/documents', { params, signal }),
        api.GET('/api/v1/interviews/{id}/files', { params, signal }),
      ]);
      return { documents: documents.data!.items, files: files.data!.items };
    },
  });

export async function createInterview(body: Schemas['NewInterviewBody'], key: string): Promise<Interview> {
  const params = { header: { 'Idempotency-Key': key } };
  const { data } = await api.POST('/api/v1/interviews', { params, body });
  return data!;
}

export async function prepare(id: string, body: Schemas['PreparationBody']): Promise<void> {
  await api.PATCH('/api/v1/interviews/{id}/preparation', { params: { path: { id } }, body });
}

export async function assignCrew(id: string, members: Schemas['CrewMemberBody'][]): Promise<void> {
  await api.PUT('/api/v1/interviews/{id}/crew', { params: { path: { id } }, body: { members } });
}

export async function setVideo(id: string, url: string): Promise<void> {
  await api.PUT('/api/v1/interviews/{id}/video', { params: { path: { id } }, body: { url } });
}

export async function postpone(id: string, body: Schemas['PostponeBody'], key: string): Promise<void> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  await api.POST('/api/v1/interviews/{id}/postponements', { params, body });
}

export async function callOff(id: string, notice: string, key: string): Promise<void> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  await api.POST('/api/v1/interviews/{id}/cancellations', { params, body: { notice } });
}

export async function writePoints(id: string, points: string[]): Promise<void> {
  await api.PUT('/api/v1/interviews/{id}/points', { params: { path: { id } }, body: { points } });
}

export async function writeReport(id: string, body: Schemas['ReportBody']): Promise<void> {
  await api.PUT('/api/v1/interviews/{id}/report', { params: { path: { id } }, body });
}
