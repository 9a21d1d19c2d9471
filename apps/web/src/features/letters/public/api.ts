import { api, type Schemas } from '../../../api/client.js';
import { ProblemError } from '../../../api/problem.js';
import { CaptchaAhead, solveCaptcha } from '../../../lib/captcha.js';
import type { Credentials, LetterBody, LetterFile, LetterStatus, Receipt, Unit } from './letter-types.js';

/** The challenge of the next letter, solved while it is written. */
export const challenge = new CaptchaAhead();

/** Sends a letter. @param key the same for every try of one letter. @throws {ProblemError} {NetworkError} */
export async function sendLetter(letter: LetterBody, key: string): Promise<Receipt> {
  const captcha = await challenge.take();
  const { data } = await api.POST('/api/v1/public/letters', {
    body: { ...letter, captcha },
    params: { header: { 'Idempotency-Key': key } },
  });
  return data!;
}

/** Counties and other units that letters may be about. */
export async function listUnits(): Promise<readonly Unit[]> {
  const { data } = await api.GET('/api/v1/units');
  return data!.items.filter(({ validTo, kind }) => validTo === null && kind !== 'PREFECTURE');
}

/** What the public would read of a letter. */
export async function previewMasked(body: Schemas['MaskPreviewBody']): Promise<Schemas['MaskPreview']> {
  const { data } = await api.POST('/api/v1/public/mask-preview', { body });
  return data!;
}

/** Uploads files for a letter, which names them later. */
export async function uploadFiles(files: readonly File[]): Promise<readonly LetterFile[]> {
  const { data } = await api.POST('/api/v1/public/attachments', {
    body: { file: files as unknown as string[] },
    bodySerializer: () => {
      const form = new FormData();
      for (const file of files) form.append('file', file);
      return form;
    },
  });
  return data!.items;
}

export const lookUp = (letter: Credentials): Promise<LetterStatus> =>
  opened(async (captcha) => {
    const body = { ...letter, ...captcha };
    const { data } = await api.POST('/api/v1/public/letters/lookup', { body });
    return data!;
  });

/** Rates the answer, or changes the rating. */
export const rate = (
  letter: Credentials,
  rating: Omit<Schemas['RatingBody'], keyof Schemas['LetterCredentials'] | 'final'>,
  key: string,
): Promise<LetterStatus> =>
  opened(async (captcha) => {
    const body = { ...letter, ...rating, final: false, ...captcha };
    const { data } = await api.POST('/api/v1/public/letters/ratings', { body, ...keyed(key) });
    return data!;
  });

/** Sends what an office has asked for. */
export const supplement = (
  letter: Credentials,
  content: { readonly text: string; readonly attachmentIds?: string[] },
  key: string,
): Promise<LetterStatus> =>
  opened(async (captcha) => {
    const body = { ...letter, ...content, ...captcha };
    const { data } = await api.POST('/api/v1/public/letters/supplements', { body, ...keyed(key) });
    return data!;
  });

/** Objects to a rejection. */
export const object = (letter: Credentials, text: string, key: string): Promise<LetterStatus> =>
  opened(async (captcha) => {
    const body = { ...letter, text, ...captcha };
    const { data } = await api.POST('/api/v1/public/letters/objections', { body, ...keyed(key) });
    return data!;
  });

/** Asks once about the answer. */
export const followUp = (letter: Credentials, text: string, key: string): Promise<LetterStatus> =>
  opened(async (captcha) => {
    const body = { ...letter, text, ...captcha };
    const { data } = await api.POST('/api/v1/public/letters/follow-ups', { body, ...keyed(key) });
    return data!;
  });

export const withdraw = (letter: Credentials, reason: string, key: string): Promise<LetterStatus> =>
  opened(async (captcha) => {
    const body = { ...letter, ...(reason.trim() && { reason }), ...captcha };
    const { data } = await api.POST('/api/v1/public/letters/withdrawals', { body, ...keyed(key) });
    return data!;
  });

/** A file of a letter or of its answer. */
export const download = (letter: Credentials, id: string): Promise<Blob> =>
  opened(async (captcha) => {
    const { data } = await api.POST('/api/v1/public/letters/attachments/{id}', {
      params: { path: { id } },
      body: { ...letter, ...captcha },
      parseAs: 'blob',
    });
    return data as unknown as Blob;
  });

const keyed = (key: string) => ({ params: { header: { 'Idempotency-Key': key } } });

/** After many wrong codes the server wants a solved challenge: it is solved unasked, and the request sent again. */
async function opened<Result>(send: (captcha: { captcha?: string }) => Promise<Result>): Promise<Result> {
  try {
    return await send({});
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'CAPTCHA_REQUIRED') throw error;
    return send({ captcha: await solveCaptcha() });
  }
}
