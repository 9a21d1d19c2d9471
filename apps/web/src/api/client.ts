import createClient, { type Middleware } from 'openapi-fetch';
import { isInUse } from './activity.js';
import { NetworkError, problemError } from './problem.js';
import type { components, paths } from './schema.js';

export type Schemas = components['schemas'];

const sessionEnded = new Set<() => void>();

/** Calls `listener` whenever the server says that nobody is signed in. @returns the function that stops it */
export function onSessionEnded(listener: () => void): () => void {
  sessionEnded.add(listener);
  return () => sessionEnded.delete(listener);
}

/** Tells those listeners. */
export const reportSessionEnd = (): void => sessionEnded.forEach((listener) => listener());

/** Refused here, nobody was signed in before. */
const SIGN_IN: ReadonlySet<string> = new Set(['/api/v1/auth/login', '/api/v1/auth/codes/use']);

/** Every answer that is not one of success becomes an error, so that queries and forms handle one kind. */
const errors: Middleware = {
  async onResponse({ response, schemaPath }) {
    if (response.ok) return;
    if (response.status === 401 && !SIGN_IN.has(schemaPath)) reportSessionEnd();
    throw await problemError(response);
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === 'AbortError' ? error : new NetworkError(error);
  },
};

/** Polls of a page that nobody uses must not keep the session of its reader alive. */
const background: Middleware = {
  onRequest({ request }) {
    if (!isInUse()) request.headers.set('x-background', 'true');
    return request;
  },
};

/** The API, typed by its OpenAPI document. @throws {ProblemError} of the server, {NetworkError} without an answer */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
api.use(background, errors);
