import { setTimeout as sleep } from 'node:timers/promises';
import { percentiles } from './figures.js';
import { solveChallenges } from './challenges.js';
import type { LoadClient } from './client.js';
import { goLive, INTERVIEW_ACCOUNTS, say } from './interview-offices.js';
import { submitQuestion } from './interview-questions.js';
import { InterviewReader } from './interview-reader.js';
import type { InterviewDone, InterviewJob } from './job.js';

/** How many readers connect at once, and how long the last of them may take to have everything. */
const CONNECTING = 50;
const CATCH_UP_MS = 30_000;
const TRY_AGAIN_MS = 300;

/** Readers, utterances and questions at once, each at its rate, whatever becomes of the others. */
export async function holdInterview(
  client: LoadClient,
  job: InterviewJob,
): Promise<Omit<InterviewDone, 'cpuMs'>> {
  const { seconds, utterancesPerMinute, questionsPerSecond } = job;
  await client.signIn(INTERVIEW_ACCOUNTS);
  const interview = await goLive(client);
  const solutions = await solveChallenges(client, Math.ceil(seconds * questionsPerSecond));
  const url = `${client.url}/api/v1/public/interviews/${interview}/feed`;
  const readers = Array.from({ length: job.readers }, () => new InterviewReader(url));
  for (let from = 0; from < readers.length; from += CONNECTING)
    await Promise.all(readers.slice(from, from + CONNECTING).map((reader) => reader.start()));

  const wanted = Math.max(1, Math.round((seconds * utterancesPerMinute) / 60));
  const saying = atRate(wanted, seconds, (index) =>
    untilSaid(client, interview, `第${index + 1}段:公积金提取办法自今年起执行,材料齐全的三个工作日办结。`),
  );
  const submitting = atRate(solutions.length, seconds, (index) =>
    submitQuestion(client, interview, {
      text: `第${index + 1}个问题:怎样提取公积金?`,
      captcha: solutions[index]!,
    }),
  );
  await Promise.all([saying, submitting]);
  const utterances = await countPublished(client, interview);
  for (let waited = 0; waited < CATCH_UP_MS && !readers.every(isWhole); waited += 100) await sleep(100);
  readers.forEach((reader) => reader.stop());

  function isWhole({ numbers }: InterviewReader): boolean {
    return numbers.length >= utterances;
  }
  return {
    interview,
    readers: readers.length,
    utterances,
    questions: solutions.length,
    wholeInOrder: readers.filter(
      ({ numbers }) =>
        numbers.length === utterances && numbers.every((number, index) => number === index + 1),
    ).length,
    lost: readers.reduce((sum, { numbers }) => sum + utterances - new Set(numbers).size, 0),
    repeated: readers.reduce((sum, { numbers }) => sum + numbers.length - new Set(numbers).size, 0),
    reconnections: readers.reduce((sum, { connections }) => sum + connections - 1, 0),
    lateMs: percentiles(readers.flatMap(({ lateMs }) => lateMs)),
  };
}

/** Begins so many things, spread evenly over so many seconds; resolves when all of them are done. */
async function atRate(count: number, seconds: number, one: (index: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const wait = began + (index * seconds * 1000) / count - performance.now();
    if (wait > 0) await sleep(wait);
    const begun = one(index);
    begun.catch(() => undefined); // reported below
    all.push(begun);
  }
  await Promise.all(all);
}

/** What was lost with its gateway is said again, as people would: so an utterance may be said twice. */
async function untilSaid(client: LoadClient, interview: string, text: string): Promise<void> {
  for (;;) {
    try {
      return await say(client, interview, text);
    } catch (error) {
      if (!isLost(error)) throw error;
      await sleep(TRY_AGAIN_MS);
    }
  }
}

async function countPublished(client: LoadClient, interview: string): Promise<number> {
  let count = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/api/v1/interviews/${interview}/utterances?state=published&limit=200${cursor && `&cursor=${cursor}`}`;
    const page = JSON.parse(await client.get(path, INTERVIEW_ACCOUNTS[0])) as {
      items: unknown[];
      nextCursor: string | null;
    };
    count += page.items.length;
    cursor = page.nextCursor;
  }
  return count;
}

const isLost = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
