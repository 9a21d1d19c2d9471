import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Persistence, type PersistenceOptions } from './persistence.js';
import { solvedChallenge } from './solved-challenge.js';

/** An open task of the staff API. */
export interface Task {
  readonly id: string;
  readonly name: string;
  readonly processId: string;
  readonly unit: string;
  readonly role: string;
  readonly dueAt: string | null;
  readonly outcomes: readonly {
    readonly name: string;
    readonly example: { readonly decision?: object; readonly content?: object };
  }[];
}

interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** A response with an error status. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** Requests for a command whose result the gateway did not get within ten seconds. */
const ATTEMPTS = 6;
const RETRY_MS = 500;

/**
 * Client of the public and the staff API of a gateway, for programs that simulate people. Requests are retried while the
 * gateway restarts.
 */
export class StaffApi {
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly persistence: Persistence;

  constructor(
    private readonly gateway: string,
    private readonly passwordOf: (username: string) => string,
    persistence: PersistenceOptions = { say: console.error },
  ) {
    this.persistence = new Persistence(persistence);
  }

  /** See `solvedChallenge`. */
  challenge(): Promise<string> {
    return this.persistence.with(() => solvedChallenge(this.gateway), true);
  }

  get<T>(path: string, as: string): Promise<T> {
    return this.request('GET', path, { as });
  }

  /** @param options.as username; nobody when unset @throws {ApiError} */
  post<T>(
    path: string,
    body: object | FormData,
    options: { readonly as?: string; readonly key?: string } = {},
  ): Promise<T> {
    return this.request('POST', path, { ...options, body });
  }

  put<T>(path: string, body: object, as: string): Promise<T> {
    return this.request('PUT', path, { body, as });
  }

  patch<T>(path: string, body: object, as: string): Promise<T> {
    return this.request('PATCH', path, { body, as });
  }

  /** All items of a paged list. */
  async all<T>(path: string, as: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const joint = path.includes('?') ? '&' : '?';
      const page: { items: T[]; nextCursor: string | null } = await this.get(
        `${path}${joint}limit=200${next}`,
        as,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  /** Repeats a request with the same key while its command is accepted but not executed yet. */
  async complete(task: Task, body: object, as: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.post(`/tasks/${task.id}/complete`, body, { as, key: `play:${task.id}` });
        return;
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'ENGINE_UNAVAILABLE') || attempt === ATTEMPTS)
          throw error;
        await sleep(RETRY_MS);
      }
    }
  }

  async file(path: string, as: string): Promise<Buffer> {
    return this.persistence.with(async () => {
      const response = await this.send('GET', path, { as });
      if (!response.ok) throw new ApiError(String(response.status), path);
      return Buffer.from(await response.arrayBuffer());
    }, true);
  }

  private async request<T>(method: string, path: string, options: Options): Promise<T> {
    const repeatable = method !== 'POST' || options.key !== undefined || path === '/auth/login';
    const { response, text } = await this.persistence.with(async () => {
      const answered = await this.send(method, path, options);
      return { response: answered, text: await answered.text() };
    }, repeatable);
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (response.ok) return answer as T;
    const problem = answer as Problem;
    throw new ApiError(problem.code, problem.detail);
  }

  private async send(method: string, path: string, { body, as, key }: Options): Promise<Response> {
    const answer = await this.sendOnce(method, path, { body, as, key });
    if (answer.status !== 401 || as === undefined) return answer;
    this.tokens.delete(as); // a run pauses for longer than a session may be idle; nothing was done yet
    return this.sendOnce(method, path, { body, as, key });
  }

  private async sendOnce(method: string, path: string, { body, as, key }: Options): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(`${this.gateway}/api/v1${path}`, {
      method,
      headers: {
        ...(body && !isForm && { 'content-type': 'application/json' }),
        ...(as && { authorization: `Bearer ${await this.signIn(as)}` }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
  }

  private signIn(username: string): Promise<string> {
    const known = this.tokens.get(username);
    if (known) return known;
    const credentials = { username, password: this.passwordOf(username) };
    const token = this.post<{ accessToken: string }>('/auth/login', credentials).then(
      ({ accessToken }) => accessToken,
    );
    token.catch(() => this.tokens.delete(username));
    this.tokens.set(username, token);
    return token;
  }
}

interface Options {
  readonly body?: object | FormData;
  readonly as?: string;
  readonly key?: string;
}

/** Passwords that the start of the stack has written. @throws {Error} with the remedy */
export async function demoPasswords(
  dataDir: string,
  common: string | undefined,
): Promise<(username: string) => string> {
  if (common) return () => common;
  const file = join(dataDir, 'demo-accounts.txt');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file} cannot be read: start Duban first (npm start) or set DUBAN_DEMO_PASSWORD.`, {
      cause,
    });
  });
  const passwords = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [username = '', password = '', unit = '', ...roles] = line.split(/[\s,]+/);
    passwords.set(username, password);
    // A county's accounts carry its name; everybody's can be addressed by the unit's code.
    for (const kind of ['clerk', 'signer']) {
      if (roles.includes(`agency-${kind}`)) passwords.set(`${unit.toLowerCase()}.${kind}`, password);
    }
  }
  return (username) => {
    const password = passwords.get(username);
    if (!password) throw new Error(`${file} has no account '${username}'.`);
    return password;
  };
}
