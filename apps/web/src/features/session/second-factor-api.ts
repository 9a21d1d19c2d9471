import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.js';
import { withProof } from './own-account-api.js';

export type SecondFactor = Schemas['SecondFactorView'];
/** What proves anew who is at the desk; `code` where a second factor is in use. */
export type Proof = Pick<Schemas['ProveOneselfBody'], 'password' | 'code'>;

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: async ({ signal }): Promise<SecondFactor> => {
    const { data } = await api.GET('/api/v1/auth/second-factor', { signal });
    return data!;
  },
});

/** @throws {ProblemError} VALIDATION_FAILED with the fields `password` and `code` */
export async function proposeFactor(proof: Proof): Promise<Schemas['ProposedFactorView']> {
  const { data } = await withProof((captcha) =>
    api.POST('/api/v1/auth/second-factor', { body: { ...proof, ...captcha } }),
  );
  return data!;
}

/** @returns the recovery codes. @throws {ProblemError} VALIDATION_FAILED with the field `code` */
export async function confirmFactor(code: string): Promise<readonly string[]> {
  const { data } = await api.POST('/api/v1/auth/second-factor/confirm', { body: { code } });
  return data!.recoveryCodes;
}

/** @throws {ProblemError} as `proposeFactor` */
export async function renewRecoveryCodes(proof: Proof): Promise<readonly string[]> {
  const { data } = await withProof((captcha) =>
    api.POST('/api/v1/auth/second-factor/recovery-codes', { body: { ...proof, ...captcha } }),
  );
  return data!.recoveryCodes;
}

/** @throws {ProblemError} as `proposeFactor` */
export async function endFactor(proof: Proof): Promise<void> {
  await withProof((captcha) =>
    api.POST('/api/v1/auth/second-factor/end', { body: { ...proof, ...captcha } }),
  );
}
