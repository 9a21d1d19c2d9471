import { solved } from '../support/captcha.js';
import { TEST_PASSWORD } from '../support/database.js';

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the body of any route
  readonly body: any;
}

export interface Request {
  readonly body?: unknown;
  /** Username of the requesting account. @default anonymous */
  readonly as?: string;
  readonly key?: string;
}

export interface Letter {
  readonly letterNo: string;
  readonly queryCode: string;
}

export interface Task {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly role: string;
  readonly dueAt: string | null;
  readonly outcomes: readonly {
    readonly name: string;
    readonly example: { decision?: object; content?: object };
  }[];
}

export interface Done {
  readonly outcome: string;
  readonly decision?: object;
  readonly content?: object;
  /** @default an account that may complete the task */
  readonly as?: string;
  readonly key?: string;
}

export const CLERK = 'mailbox.clerk';
/** The efficiency-supervision platform: a program, which signs in with credentials of its own. */
export const PLATFORM = 'efficiency-platform';

export const LETTER = {
  kind: 'CONSULT',
  title: '关于办理居住证的咨询',
  body: '我想咨询办理居住证需要哪些材料，到哪里办理。',
  writerName: '来信人',
  phone: '13800000000',
  wantsPublic: false,
};

/** Citizens and offices at the gateway of a stack. */
export class Client {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly url: string) {}

  /** Sends a request. An empty body is null. */
  async request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    { body, as, key }: Request = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(as && { authorization: `Bearer ${await this.signIn(as)}` }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const contentType = response.headers.get('content-type') ?? '';
    const text = await response.text();
    return { status: response.status, contentType, body: text === '' ? null : JSON.parse(text) };
  }

  /** @throws {Error} unless the status is below 300 */
  async get<T>(path: string, as?: string): Promise<T> {
    return succeeded(`GET ${path}`, await this.request('GET', path, { as }));
  }

  /** @throws {Error} unless the status is below 300 */
  async post<T>(path: string, body: unknown, request: Omit<Request, 'body'> = {}): Promise<T> {
    return succeeded(`POST ${path}`, await this.request('POST', path, { ...request, body }));
  }

  signIn(username: string): Promise<string> {
    let token = this.tokens.get(username);
    if (!token) {
      token = username === PLATFORM ? this.platformToken() : this.staffToken(username);
      token.catch(() => this.tokens.delete(username));
      this.tokens.set(username, token);
    }
    return token;
  }

  private async staffToken(username: string): Promise<string> {
    const credentials = { username, password: TEST_PASSWORD };
    return (await this.post<{ accessToken: string }>('/auth/login', credentials)).accessToken;
  }

  private async platformToken(): Promise<string> {
    const credentials = {
      grant_type: 'client_credentials',
      client_id: PLATFORM,
      client_secret: TEST_PASSWORD,
    };
    return (await this.post<{ access_token: string }>('/auth/token', credentials)).access_token;
  }

  async submit(fields: object = {}, key?: string): Promise<Letter> {
    return this.post('/public/letters', { ...LETTER, captcha: await this.captcha(), ...fields }, { key });
  }

  /** A solved challenge: the field `captcha`. */
  async captcha(): Promise<string> {
    return solved(await this.get('/public/captcha'));
  }

  /** Submits a letter. @returns it with the id of its process */
  async submitted(fields: object = {}): Promise<Letter & { process: string }> {
    const letter = await this.submit(fields);
    return { ...letter, process: await this.processOf(letter) };
  }

  async processOf({ letterNo }: Letter): Promise<string> {
    const { items } = await this.get<{ items: { id: string }[] }>(`/processes?subject=${letterNo}`, CLERK);
    return items[0]!.id;
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  lookup({ letterNo, queryCode }: Letter): Promise<any> {
    return this.post('/public/letters/lookup', { letterNo, queryCode });
  }

  /** An act of a citizen on a letter. */
  citizen(what: string, { letterNo, queryCode }: Letter, fields: object = {}): Promise<Answer> {
    return this.request('POST', `/public/letters/${what}`, { body: { letterNo, queryCode, ...fields } });
  }

  async tasks(process: string, as = CLERK): Promise<Task[]> {
    return (await this.get<{ items: Task[] }>(`/tasks?processId=${process}`, as)).items;
  }

  /** The open task of this name, as an account sees it. */
  async task(process: string, name: string, as = CLERK): Promise<Task> {
    const open = await this.tasks(process, as);
    const task = open.find((candidate) => candidate.name === name);
    if (!task) throw new Error(`no task '${name}' is open, only [${open.map((other) => other.name).join()}]`);
    return task;
  }

  complete(task: Task, { as = performerOf(task), key, ...body }: Done): Promise<Answer> {
    return this.request('POST', `/tasks/${task.id}/complete`, { body, as, key });
  }

  /** Completes the open task of this name. Missing parts of the body come from the outcome's example. */
  async does(process: string, name: string, done: Done, seenBy = CLERK): Promise<void> {
    const task = await this.task(process, name, seenBy);
    const example = task.outcomes.find((outcome) => outcome.name === done.outcome)?.example ?? {};
    succeeded(`${name}/${done.outcome}`, await this.complete(task, { ...example, ...done }));
  }

  /** Takes a letter from registration to an answer that the citizen may read. */
  async answered(process: string, unit = 'ZJJ'): Promise<void> {
    const decision = { class: 'CONSULT', lead: unit, coUnits: [] };
    await this.does(process, 'register', { outcome: 'dispatch', decision });
    await this.does(process, 'sign', { outcome: 'sign' });
    await this.does(process, 'draft', { outcome: 'submit' });
    await this.does(process, 'signOff', { outcome: 'sign' });
    await this.does(process, 'review', { outcome: 'pass' });
  }

  async timeline(process: string, as = CLERK): Promise<{ seq: number; type: string; text: string | null }[]> {
    return (await this.get<{ items: [] }>(`/processes/${process}/timeline?limit=200`, as)).items;
  }
}

function succeeded<T>(what: string, { status, body }: Answer): T {
  if (status < 300) return body as T;
  throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
}

/** A demo account that may complete the task. */
export function performerOf({ unit, role }: Pick<Task, 'unit' | 'role'>): string {
  const offices: Record<string, string> = {
    'mailbox-office': CLERK,
    'mailbox-reviewer': 'mailbox.reviewer',
    supervisor: 'supervisor',
    discipline: 'discipline.clerk',
    'petition-office': 'petition.clerk',
    'legal-officer': 'legal.officer',
    'info-editor': 'info.editor',
    'info-reviewer': 'info.reviewer',
    'service-centre': 'service.centre',
  };
  return offices[role] ?? `${unit.toLowerCase()}.${role === 'agency-signer' ? 'signer' : 'clerk'}`;
}
