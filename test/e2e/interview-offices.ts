import { setTimeout as sleep } from 'node:timers/promises';
import { policySeeds } from '../../infra/database/seeds/policies.js';
import { solved } from '../support/captcha.js';
import type { Answer, Client, Done } from './client.js';
import { putInForce } from './short-policy.js';

export const EDITOR = 'info.editor';
export const REVIEWER = 'info.reviewer';
export const UNIT_CLERK = 'zjj.clerk';
export const UNIT_SIGNER = 'zjj.signer';

export const PREPARATION = {
  plan: '围绕住房公积金提取政策答疑。\n访谈约 60 分钟。',
  guests: [{ name: '嘉宾甲', title: '州住建局局长', intro: '分管住房公积金工作。' }],
  outline: ['提取条件有哪些变化？', '异地购房如何办理？'],
  background: '今年 6 月起执行新的提取办法。',
};

/** Accounts that work on interviews, at the gateway of a stack. */
export class InterviewOffices {
  constructor(
    private readonly client: Client,
    private readonly url: string,
  ) {}

  async create(fields: object = {}): Promise<string> {
    const body = { topic: '住房公积金提取政策解读', form: 'text', liveAt: inMs(30 * 86_400_000), ...fields };
    return (await this.client.post<{ id: string }>('/interviews', body, { as: UNIT_CLERK })).id;
  }

  request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    as?: string,
    body?: unknown,
  ): Promise<Answer> {
    return this.client.request(method, `/interviews/${path}`, { as, body });
  }

  /** @throws {Error} unless the status is below 300 */
  async does(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    as: string,
    body: unknown,
  ): Promise<Answer['body']> {
    const answer = await this.request(method, path, as, body);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** Waits for the task of this name and completes it. */
  async completes(id: string, task: string, outcome: string, as: string): Promise<void> {
    await this.opened(id, task, as);
    await this.client.does(id, task, { outcome, as } as Done, as);
  }

  async tries(id: string, task: string, outcome: string, as: string): Promise<Answer> {
    await this.opened(id, task, as);
    const open = await this.client.task(id, task, as);
    return this.client.complete(open, { outcome, content: {}, as });
  }

  /** Waits for a task: the worker executes the step before it. */
  async opened(id: string, task: string, as: string): Promise<void> {
    await until(
      async () => (await this.client.tasks(id, as)).some(({ name }) => name === task),
      `${task} is open`,
    );
  }

  /** Prepares an interview; two persons approve and announce it. */
  async announced(id: string): Promise<void> {
    await this.does('PATCH', `${id}/preparation`, UNIT_CLERK, PREPARATION);
    await this.completes(id, 'plan', 'submit', UNIT_CLERK);
    await this.completes(id, 'reviewPlan', 'pass', EDITOR);
    await this.completes(id, 'approvePlan', 'approve', REVIEWER);
    await this.completes(id, 'publishPreview', 'publish', REVIEWER);
    await until(async () => (await this.public(id)).status === 200, 'the preview is public');
  }

  /** Host and recorder are the editor; two reviewers. */
  crew(id: string): Promise<unknown> {
    const members = [
      { account: EDITOR, role: 'host' },
      { account: EDITOR, role: 'recorder' },
      { account: UNIT_CLERK, role: 'guest' },
      { account: REVIEWER, role: 'reviewer' },
      { account: 'supervisor', role: 'reviewer' },
    ];
    return this.does('PUT', `${id}/crew`, EDITOR, { members });
  }

  /** Waits for its hour. */
  async goesLive(id: string): Promise<void> {
    await this.crew(id);
    await this.completes(id, 'chooseQuestions', 'digest', EDITOR);
    await sleep(Math.max(0, Date.parse((await this.public(id)).body.liveAt) - Date.now()) + 100);
    await this.completes(id, 'goLive', 'start', EDITOR);
    await until(async () => (await this.public(id)).body.state === 'live', 'it is live');
  }

  /** Writes, reviews and publishes an utterance. @returns its number */
  async says(
    id: string,
    fields: { text: string; role?: string; speaker?: string; question?: string },
  ): Promise<number> {
    const { role = 'host', speaker = '主持人', ...own } = fields;
    const author = role === 'guest' ? UNIT_CLERK : EDITOR;
    const { id: said } = await this.does('POST', `${id}/utterances`, author, { role, speaker, ...own });
    await this.act(id, said, REVIEWER, { act: 'review' });
    if (role === 'recorder') await this.act(id, said, 'supervisor', { act: 'approve' });
    return (await this.act(id, said, REVIEWER, { act: 'publish' })).number;
  }

  act(id: string, utterance: string, as: string, body: object): Promise<Answer['body']> {
    return this.does('POST', `${id}/utterances/${utterance}/acts`, as, body);
  }

  async question(id: string, fields: object): Promise<Answer> {
    const challenge = await this.client.get<Parameters<typeof solved>[0]>('/public/captcha');
    const body = { captcha: await solved(challenge), ...fields };
    return this.client.request('POST', `/public/interviews/${id}/questions`, { body });
  }

  public(id: string, path = ''): Promise<Answer> {
    return this.client.request('GET', `/public/interviews/${id}${path}`);
  }

  feedUrl(id: string): string {
    return `${this.url}/api/v1/public/interviews/${id}/feed`;
  }
}

/** A policy that lets an interview go live on the day of its preview. */
export const putShortLeadInForce = (client: Client): Promise<void> =>
  putLeadInForce(client, { id: 'SHORT-LEAD', minimumDays: 0 });

/** @param policy `id`: of a policy that does not exist yet */
export async function putLeadInForce(
  client: Client,
  { id, minimumDays }: { readonly id: string; readonly minimumDays: number },
): Promise<void> {
  const { body } = policySeeds().find((seed) => seed.id === 'QDN-2015')!;
  await putInForce(client, { ...body, id, version: 1, interviewPreview: { desiredDays: 7, minimumDays } });
}

export const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await holds()) return;
    await sleep(100);
  }
  throw new Error(`in vain: ${what}`);
}
