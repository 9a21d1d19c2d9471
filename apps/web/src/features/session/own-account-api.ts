import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { solveCaptcha } from '../../lib/captcha.js';

export type IssuedCode = Schemas['IssuedCodeView'];
export type OwnSession = Schemas['OwnSessionView'];

/** Requests a one-time code, after a proof of work. */
export async function requestCode(username: string): Promise<IssuedCode> {
  const { data } = await api.POST('/api/v1/auth/codes', {
    body: { username, captcha: await solveCaptcha() },
  });
  return data!;
}

/** Sets a password with a one-time code, and signs in. @throws {ProblemError} CODE_INVALID, CODE_NOT_ADMITTED, SECOND_FACTOR_REQUIRED, VALIDATION_FAILED */
export async function chooseWithCode(
  body: Pick<Schemas['UseCodeBody'], 'username' | 'code' | 'password' | 'secondFactor'>,
): Promise<void> {
  await withProof((captcha) => api.POST('/api/v1/auth/codes/use', { body: { ...body, ...captcha } }));
}

/** @throws {ProblemError} VALIDATION_FAILED with the fields `current` and `password` */
export async function changePassword(
  body: Pick<Schemas['ChangePasswordBody'], 'current' | 'password'>,
): Promise<void> {
  await withProof((captcha) => api.POST('/api/v1/auth/password', { body: { ...body, ...captcha } }));
}

/** After many failures the server requires a proof of work. */
export async function withProof<Answer>(
  send: (proof: { captcha?: string }) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send({});
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'CAPTCHA_REQUIRED') throw error;
    return send({ captcha: await solveCaptcha() });
  }
}

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async ({ signal }): Promise<readonly OwnSession[]> => {
    const { data } = await api.GET('/api/v1/auth/sessions', { signal });
    return data!.items;
  },
});

export async function endSession(id: string): Promise<void> {
  await api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } });
}
