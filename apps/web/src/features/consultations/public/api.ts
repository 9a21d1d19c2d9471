import { api, type Schemas } from '../../../api/client.js';
import { CaptchaAhead } from '../../../lib/captcha.js';

export type ConsultationSummary = Schemas['PublicConsultationSummary'];
export type Consultation = Schemas['PublicConsultationView'];
export type Clause = Schemas['ClauseView'];
export type PublicOpinion = Schemas['PublicOpinionView'];
export type Feedback = Schemas['FeedbackView'];
export type FeedbackRow = Schemas['FeedbackRowView'];
export type Policy = Schemas['PublicPolicyDetail'];
export type PolicySummary = Schemas['PublicPolicyView'];
export type ClauseChange = Schemas['ClauseChangeView'];
export type ConsultationDocument = Schemas['ConsultationDocumentView'];

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** The challenge of the next opinion, solved while it is written. */
export const challenge = new CaptchaAhead();

export async function listConsultations(cursor?: string): Promise<Page<ConsultationSummary>> {
  const query = { limit: 20, ...(cursor && { cursor }) };
  const { data } = await api.GET('/api/v1/public/consultations', { params: { query } });
  return data!;
}

export async function getConsultation(id: string): Promise<Consultation> {
  const { data } = await api.GET('/api/v1/public/consultations/{id}', { params: { path: { id } } });
  return data!;
}

export async function listOpinions(
  id: string,
  { clause, cursor }: { readonly clause?: number | undefined; readonly cursor?: string | undefined },
): Promise<Page<PublicOpinion>> {
  const query = { limit: 20, ...(clause !== undefined && { clause }), ...(cursor && { cursor }) };
  const params = { path: { id }, query };
  const { data } = await api.GET('/api/v1/public/consultations/{id}/opinions', { params });
  return data!;
}

/** @throws {ProblemError} {NetworkError} */
export async function sendOpinion(
  id: string,
  opinion: Omit<Schemas['OpinionBody'], 'captcha'>,
): Promise<Schemas['OpinionReceipt']> {
  const body = { ...opinion, captcha: await challenge.take() };
  const params = { path: { id } };
  const { data } = await api.POST('/api/v1/public/consultations/{id}/opinions', { params, body });
  return data!;
}

export async function getFeedback(id: string): Promise<Feedback> {
  const { data } = await api.GET('/api/v1/public/consultations/{id}/feedback', { params: { path: { id } } });
  return data!;
}

export async function listPolicies(cursor?: string): Promise<Page<PolicySummary>> {
  const query = { limit: 20, ...(cursor && { cursor }) };
  const { data } = await api.GET('/api/v1/public/policy-documents', { params: { query } });
  return data!;
}

export async function getPolicy(id: string): Promise<Policy> {
  const { data } = await api.GET('/api/v1/public/policy-documents/{id}', { params: { path: { id } } });
  return data!;
}

/** Address of a file. */
export const documentAddress = (consultation: string, document: string): string =>
  `/api/v1/public/consultations/${consultation}/documents/${document}`;
