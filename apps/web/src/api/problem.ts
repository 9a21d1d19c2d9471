import type { components } from './schema.js';

export type Problem = components['schemas']['Problem'];

/** A refusal of the server, with its Chinese explanation. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }

  get code(): string {
    return String(this.problem.code);
  }

  /** Field -> message, of the fields that the server refused. */
  get fields(): ReadonlyMap<string, string> {
    return new Map((this.problem.issues ?? []).map(({ field, message }) => [field, message]));
  }
}

/** No answer: no network, or a server that does not run. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(cause: unknown) {
    super('network', { cause });
  }
}

/** Whether there is no such thing: an address that is no id is answered as an unknown one. */
export const isUnknown = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && ['NOT_FOUND', 'VALIDATION_FAILED'].includes(error.code);

/** The error of a response that is not one of success. */
export async function problemError(response: Response): Promise<ProblemError | NetworkError> {
  const isProblem = response.headers.get('content-type')?.includes('application/problem+json') ?? false;
  // A proxy in front of the server answers with a page of its own.
  if (!isProblem) return new NetworkError(new Error(`status ${response.status}`));
  return new ProblemError((await response.json()) as Problem);
}
