import { api, type Schemas } from '../../api/client.js';
import type { Act, AuthorRole, Utterance } from './api.js';

/** One question of one interview. */
interface OfQuestion {
  readonly interview: string;
  readonly question: string;
}

const pathOf = ({ interview: id, question }: OfQuestion) => ({ path: { id, question } });

/** @param reason needed to drop it */
export async function decideQuestion(
  of: OfQuestion,
  verdict: 'approve' | 'drop',
  reason?: string,
): Promise<void> {
  const body = { verdict, ...(reason !== undefined && { reason }) };
  await api.POST('/api/v1/interviews/{id}/questions/{question}/decision', { params: pathOf(of), body });
}

export async function chooseQuestion(of: OfQuestion, chosen: boolean): Promise<void> {
  const params = pathOf(of);
  await api.POST('/api/v1/interviews/{id}/questions/{question}/choice', { params, body: { chosen } });
}

/** Releases a question that was held for moderation. */
export async function releaseQuestion(of: OfQuestion): Promise<void> {
  await api.POST('/api/v1/interviews/{id}/questions/{question}/restore', { params: pathOf(of) });
}

export async function answerQuestion(of: OfQuestion, answer: string): Promise<void> {
  const params = pathOf(of);
  await api.PUT('/api/v1/interviews/{id}/questions/{question}/answer', { params, body: { answer } });
}

/** @param key the same for every try of the same words */
export async function draftUtterance(
  interview: string,
  body: Schemas['NewUtteranceBody'],
  key: string,
): Promise<Utterance> {
  const params = { path: { id: interview }, header: { 'Idempotency-Key': key } };
  const { data } = await api.POST('/api/v1/interviews/{id}/utterances', { params, body });
  return data!;
}

export async function actOnUtterance(
  of: { readonly interview: string; readonly utterance: string },
  body: { readonly act: Act; readonly text?: string; readonly reason?: string },
): Promise<void> {
  const params = { path: { id: of.interview, utterance: of.utterance } };
  await api.POST('/api/v1/interviews/{id}/utterances/{utterance}/acts', { params, body });
}

/** @param role undefined: has stopped */
export async function sayWriting(interview: string, role: AuthorRole | undefined): Promise<void> {
  const params = { path: { id: interview } };
  await api.PUT('/api/v1/interviews/{id}/presence', { params, body: role ? { writingAs: role } : {} });
}
