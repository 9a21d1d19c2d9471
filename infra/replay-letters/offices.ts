import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileLetter } from './letters-file.js';
import type { Path } from './paths.js';
import type { Played } from './tally.js';

interface Task {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly role: string;
  readonly outcomes: readonly {
    readonly name: string;
    readonly example: { decision?: object; content?: object };
  }[];
}
export interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** An answer that was no success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** How often a command is asked for that the gateway gives up waiting for after ten seconds. */
const ATTEMPTS = 6;
const POLL_MS = 200;
/** States in which a card counts against its unit, as the API names them. */
const VALID_CARDS = ['issued', 'appealed', 'upheld', 'escalated'];
const OFFICES = ['522601', '522622', '522631', 'JYJ', 'ZJJ', 'RSJ', 'JTJ', 'WJW', 'MZJ', 'GAJ'];

/** Plays citizens and offices through the public and the staff API, as people would. */
export class Offices {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly gateway: string,
    private readonly passwordOf: (username: string) => string,
  ) {}

  /** @returns the letter's number and query code */
  submit(letter: FileLetter): Promise<{ letterNo: string; queryCode: string }> {
    return this.request('POST', '/api/v1/public/letters', {
      kind: letter.kind,
      title: letter.title,
      body: letter.body,
      writerName: '来信人',
      phone: '13800000000',
      wantsPublic: false,
    });
  }

  /** Does whatever is open for a letter until nothing is left for an office to do, then rates the answer. */
  async handle(
    letter: FileLetter,
    receipt: { letterNo: string; queryCode: string },
    path: Path,
  ): Promise<Played> {
    const clerk = 'mailbox.clerk';
    const found = await this.get<{ items: { id: string }[] }>(
      `/api/v1/processes?subject=${receipt.letterNo}`,
      clerk,
    );
    const process = found.items[0]?.id;
    if (!process) throw new ApiError('NOT_FOUND', `no process for ${receipt.letterNo}`);
    let turn = path.at;
    for (;;) {
      const { items } = await this.get<{ items: Task[] }>(`/api/v1/tasks?processId=${process}`, clerk);
      const task = items[0];
      if (!task) {
        if (await this.isUnderWay(process, clerk)) continue;
        break;
      }
      const outcome = turn?.task === task.name ? turn.outcome : undefined;
      if (outcome) turn = undefined;
      await this.complete(task, bodyFor(task, letter, outcome));
    }
    if (!path.unrated) {
      await this.request('POST', '/api/v1/public/letters/ratings', { ...receipt, rating: 'SATISFIED' });
    }
    return this.played(process);
  }

  /** Under load a command may be accepted and happen later: the same request, under the same key, finds out. */
  private async complete(task: Task, body: object): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const path = `/api/v1/tasks/${task.id}/complete`;
        await this.request('POST', path, body, performerOf(task), `replay:${task.id}`);
        return;
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'ENGINE_UNAVAILABLE') || attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /** Without an open task a letter has been answered, or what was accepted of it has not happened yet. */
  private async isUnderWay(process: string, username: string): Promise<boolean> {
    const { state, stage } = await this.get<{ state: string; stage: string | null }>(
      `/api/v1/processes/${process}`,
      username,
    );
    if (state !== 'running' || stage === 'replied') return false;
    await sleep(POLL_MS);
    return true;
  }

  private async played(process: string): Promise<Played> {
    const [letter, cards] = await Promise.all([
      this.get<{
        answeredOnTime: boolean | null;
        process: { stage: string; facts: { answered?: boolean } };
      }>(`/api/v1/letters/${process}`, 'mailbox.clerk'),
      this.get<{ items: { level: string; state: string }[] }>(
        `/api/v1/cards?processId=${process}&limit=200`,
        'supervisor',
      ),
    ]);
    return {
      answered: letter.process.facts.answered === true,
      closed: letter.process.stage === 'closed',
      onTime: letter.answeredOnTime,
      cards: cards.items.filter(({ state }) => VALID_CARDS.includes(state)).map(({ level }) => level),
    };
  }

  private get<T>(path: string, username: string): Promise<T> {
    return this.request('GET', path, undefined, username);
  }

  private async request<T>(
    method: string,
    path: string,
    body?: object,
    username?: string,
    key?: string,
  ): Promise<T> {
    const token = username && (await this.signIn(username));
    const response = await fetch(`${this.gateway}${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as T;
    const problem = answer as Problem;
    throw new ApiError(problem.code, problem.detail);
  }

  private signIn(username: string): Promise<string> {
    const known =
      this.tokens.get(username) ??
      this.request<{ accessToken: string }>('POST', '/api/v1/auth/login', {
        username,
        password: this.passwordOf(username),
      }).then(({ accessToken }) => accessToken);
    this.tokens.set(username, known);
    return known;
  }
}

/** @param name of the outcome; the first one by default */
function bodyFor(task: Task, letter: FileLetter, name?: string): object {
  const forwarding = { register: 'dispatch', assign: 'assign' }[task.name];
  if (forwarding) {
    const letterClass = letter.kind === 'REPORT' ? 'COMPLEX' : letter.kind;
    const decision = { class: letterClass, lead: officeFor(letter.agency), coUnits: [] };
    return { outcome: forwarding, decision, content: {} };
  }
  const outcome = name === undefined ? task.outcomes[0] : task.outcomes.find((each) => each.name === name);
  if (!outcome) throw new ApiError('OUTCOME_NOT_ALLOWED', `task '${task.name}' has no outcome '${name}' now`);
  const { decision, content = {} } = outcome.example;
  return { outcome: outcome.name, decision, content: 'reply' in content ? { reply: letter.reply } : content };
}

/** The same agency of the file always goes to the same office of ours. */
function officeFor(agency: string): string {
  const sum = [...agency].reduce((total, char) => total + char.codePointAt(0)!, 0);
  return OFFICES[sum % OFFICES.length]!;
}

/** Which demo account does a task: the mailbox centre's own two, or the unit's clerk and signer by its code. */
function performerOf({ unit, role }: Task): string {
  if (role === 'mailbox-office') return 'mailbox.clerk';
  if (role === 'mailbox-reviewer') return 'mailbox.reviewer';
  if (role === 'supervisor') return 'supervisor';
  return `${unit.toLowerCase()}.${role === 'agency-signer' ? 'signer' : 'clerk'}`;
}

/** Passwords as the start of the stack has noted them down. @throws {Error} with the remedy */
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
