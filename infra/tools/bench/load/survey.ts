import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { solveChallenges } from './challenges.js';
import { RefusedError, type LoadClient } from './client.js';
import type { AnswersDone, AnswersJob, SurveyJob, SurveyOpened } from './job.js';
import { ANSWERS, SURVEY } from './survey-content.js';

const CLERK = 'jyj.clerk';
const EDITOR = 'info.editor';
const REVIEWER = 'info.reviewer';
/** What a client does about an answer that has not come. */
const RETRY_MS = 1_000;
const GIVE_UP_MS = 60_000;

/** Drawn up by a unit, reviewed and published by the information office; open at once. */
export async function openSurvey(client: LoadClient, { answers }: SurveyJob): Promise<SurveyOpened> {
  await client.signIn([CLERK, EDITOR, REVIEWER]);
  const opensOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const created = await client.post('/api/v1/surveys', { ...SURVEY, opensOn }, CLERK);
  const { id } = JSON.parse(created) as { id: string };
  const decision = { revision: 1 };
  await complete(client, id, { name: 'submit', outcome: 'submit', decision, by: CLERK });
  await complete(client, id, { name: 'review', outcome: 'pass', decision, by: EDITOR });
  await complete(client, id, { name: 'approve', outcome: 'publish', decision, by: REVIEWER });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const page = await client.get(`/api/v1/public/surveys/${id}`).catch(unlessRefused);
    const { state, ticket } = JSON.parse(page ?? '{}') as { state?: string; ticket?: string };
    if (state === 'open')
      return { survey: id, ticket: ticket!, captchas: await solveChallenges(client, answers) };
    await sleep(100);
  }
  throw new Error('the survey did not open');
}

async function complete(
  client: LoadClient,
  process: string,
  done: { name: string; outcome: string; decision: object; by: string },
): Promise<void> {
  const { name, outcome, decision, by } = done;
  const tasks = JSON.parse(await client.get(`/api/v1/tasks?processId=${process}&state=open`, by)) as {
    items: { id: string; name: string }[];
  };
  const task = tasks.items.find((open) => open.name === name);
  if (!task) throw new Error(`'${name}' is not open`);
  await client.post(`/api/v1/tasks/${task.id}/complete`, { outcome, decision, content: {} }, by);
}

interface Answer {
  readonly key: string;
  readonly mark: number;
  readonly body: object;
}

export async function sendAnswers(
  client: LoadClient,
  { survey, ticket, captchas, perSecond }: AnswersJob,
): Promise<Omit<AnswersDone, 'cpuMs'>> {
  const path = `/api/v1/public/surveys/${survey}`;
  const answers = captchas.map((captcha, index): Answer => {
    const mark = 1 + (index % 5);
    const body = { answers: { ...ANSWERS, satisfaction: mark }, ticket, captcha, device: randomUUID() };
    return { key: randomUUID(), mark, body };
  });

  const ms: number[] = [];
  const receipts = new Set<string>();
  let [retries, under, mostInFlight] = [0, 0, 0];
  const send = async ({ key, body }: Answer): Promise<void> => {
    mostInFlight = Math.max(mostInFlight, (under += 1));
    const began = performance.now();
    for (;;) {
      const receipt = await client.post(`${path}/answers`, body, undefined, key).catch(unlessRefused);
      if (receipt !== null) {
        receipts.add((JSON.parse(receipt) as { id: string }).id);
        ms.push(performance.now() - began);
        break;
      }
      if (performance.now() - began > GIVE_UP_MS) break;
      retries += 1;
      await sleep(RETRY_MS);
    }
    under -= 1;
  };

  const began = performance.now();
  const sending: Promise<void>[] = [];
  for (const [index, answer] of answers.entries()) {
    const pause = began + (index * 1000) / perSecond - performance.now();
    if (pause > 0) await sleep(pause);
    const sent = send(answer);
    sent.catch(() => undefined); // reported below, by all of them together
    sending.push(sent);
  }
  await Promise.all(sending);
  const marks: Record<string, number> = {};
  for (const { mark } of answers) marks[mark] = (marks[mark] ?? 0) + 1;
  return {
    ...{ sent: answers.length, taken: ms.length, receipts: receipts.size },
    ...{ retries, ms, marks, mostInFlight },
  };
}

/** Null when the gateway is away or asks for patience; whatever else it refuses is a fault of the benchmark. */
function unlessRefused(error: unknown): null {
  if (error instanceof RefusedError && error.status < 500 && error.status !== 404) throw error;
  return null;
}
