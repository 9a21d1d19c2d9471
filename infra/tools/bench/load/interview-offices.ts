import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadClient } from './client.js';

const EDITOR = 'info.editor';
const REVIEWER = 'info.reviewer';
const CLERK = 'zjj.clerk';
export const INTERVIEW_ACCOUNTS = [EDITOR, REVIEWER, CLERK] as const;

const PREPARATION = {
  plan: '围绕住房公积金提取政策答疑。',
  guests: [{ name: '嘉宾甲', title: '州住建局局长', intro: '分管住房公积金工作。' }],
  outline: ['提取条件有哪些变化?'],
  background: '今年起执行新的提取办法。',
};
const CREW = {
  members: [
    { account: EDITOR, role: 'host' },
    { account: CLERK, role: 'guest' },
    { account: REVIEWER, role: 'reviewer' },
  ],
};

/** Brings an interview to where it is live. Gives its id. */
export async function goLive(client: LoadClient): Promise<string> {
  const liveAt = new Date(Date.now() + 3_600_000).toISOString();
  const created = await client.post('/api/v1/interviews', { topic: '公积金', form: 'text', liveAt }, CLERK);
  const { id } = JSON.parse(created) as { id: string };
  await client.send('PATCH', `/api/v1/interviews/${id}/preparation`, PREPARATION, CLERK);
  await client.send('PUT', `/api/v1/interviews/${id}/crew`, CREW, EDITOR);
  await completes(client, id, ['plan', 'submit', CLERK]);
  await completes(client, id, ['reviewPlan', 'pass', EDITOR]);
  await completes(client, id, ['approvePlan', 'approve', REVIEWER]);
  await completes(client, id, ['publishPreview', 'publish', REVIEWER]);
  await completes(client, id, ['chooseQuestions', 'digest', EDITOR]);
  await completes(client, id, ['goLive', 'start', EDITOR]);
  await taskOf(client, id, { name: 'endLive', as: EDITOR });
  return id;
}

/** An utterance of the host's on its whole way: written, reviewed by another person, published. */
export async function say(client: LoadClient, interview: string, text: string): Promise<void> {
  const path = `/api/v1/interviews/${interview}/utterances`;
  const written = await client.post(path, { role: 'host', speaker: '主持人', text }, EDITOR);
  const { id } = JSON.parse(written) as { id: string };
  await client.post(`${path}/${id}/acts`, { act: 'review' }, REVIEWER);
  await client.post(`${path}/${id}/acts`, { act: 'publish' }, EDITOR);
}

async function completes(
  client: LoadClient,
  process: string,
  [name, outcome, as]: readonly [task: string, outcome: string, as: string],
): Promise<void> {
  const id = await taskOf(client, process, { name, as });
  await client.post(`/api/v1/tasks/${id}/complete`, { outcome, content: {} }, as);
}

/** The worker runs steps: the next task opens a moment later. */
async function taskOf(
  client: LoadClient,
  process: string,
  { name, as }: { name: string; as: string },
): Promise<string> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const { items } = JSON.parse(await client.get(`/api/v1/tasks?processId=${process}`, as)) as {
      items: { id: string; name: string }[];
    };
    const open = items.find((task) => task.name === name);
    if (open) return open.id;
    await sleep(50);
  }
  throw new Error(`'${name}' did not open`);
}
