import { setTimeout as sleep } from 'node:timers/promises';
import { solveChallenges } from './challenges.js';
import { RefusedError, type LoadClient } from './client.js';
import type { LetterDone, LetterJob, LettersDone, LettersJob } from './job.js';

const UNIT = '522601';

/** Five human steps, each by whom it is done. */
const stepsWith = (reply: string) =>
  [
    {
      by: 'mailbox.clerk',
      body: { outcome: 'dispatch', decision: { class: 'CONSULT', lead: UNIT, coUnits: [] }, content: {} },
    },
    { by: `${UNIT}.clerk`, body: { outcome: 'sign', content: {} } },
    { by: `${UNIT}.clerk`, body: { outcome: 'submit', content: { reply } } },
    { by: `${UNIT}.signer`, body: { outcome: 'sign', content: {} } },
    { by: 'mailbox.reviewer', body: { outcome: 'pass', content: {} } },
  ] as const;

const STEPS = stepsWith('您反映的问题已核实,现依据有关规定答复如下。');
const BODY = '请问办理居住证需要哪些材料,在哪里办理,需要多长时间?谢谢。';
const letterWith = (body: string) => ({
  kind: 'CONSULT',
  title: '关于办理居住证的咨询',
  body,
  writerName: '来信人',
  phone: '13800000000',
  wantsPublic: false,
});

/** The receipt, the search for its process, the steps and the rating. */
const REQUESTS = 3 + STEPS.length;

interface Tally {
  readonly completionMs: number[];
  late: number;
}

export async function playLetters(client: LoadClient, job: LettersJob): Promise<Omit<LettersDone, 'cpuMs'>> {
  await client.signIn(STEPS.map(({ by }) => by));
  const captchas = await solveChallenges(client, job.letters);
  const tally: Tally = { completionMs: [], late: 0 };
  const letterMs: number[] = [];
  let under = 0;
  let mostInFlight = 0;
  const play = async (gapMs: number): Promise<void> => {
    mostInFlight = Math.max(mostInFlight, (under += 1));
    const began = performance.now();
    await playLetter(client, { tally, gapMs, captcha: captchas.pop()! });
    letterMs.push(performance.now() - began);
    under -= 1;
  };

  const began = performance.now();
  const { lettersPerSecond: rate } = job;
  if (rate === undefined) await closedLoop(job, () => play(0));
  else await openLoop(job, rate, () => play(gapOf(job, rate)));
  const seconds = (performance.now() - began) / 1000;
  return { letters: letterMs.length, seconds, ...tally, letterMs, mostInFlight };
}

/** So many at all times, the next as soon as one ends; no new one begins when the time is over. */
export async function closedLoop(
  job: Pick<LettersJob, 'letters' | 'inFlight' | 'withinSeconds'>,
  play: () => Promise<void>,
): Promise<void> {
  const { letters, inFlight, withinSeconds } = job;
  const until = performance.now() + withinSeconds * 1000;
  let left = letters;
  const one = async (): Promise<void> => {
    while (left-- > 0 && performance.now() < until) await play();
  };
  await Promise.all(Array.from({ length: inFlight }, one));
}

async function openLoop(job: LettersJob, perSecond: number, play: () => Promise<void>): Promise<void> {
  const began = performance.now();
  const letters = Math.min(job.letters, Math.ceil(job.withinSeconds * perSecond));
  const playing: Promise<void>[] = [];
  for (let index = 0; index < letters; index += 1) {
    const wait = began + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    const letter = play();
    letter.catch(() => undefined); // reported below, by all of them together
    playing.push(letter);
  }
  await Promise.all(playing);
}

/** By Little's law: a letter that is under way for inFlight / rate seconds leaves so much for each request. */
const gapOf = ({ inFlight }: LettersJob, perSecond: number): number =>
  (inFlight / perSecond / REQUESTS) * 1000;

interface Turn {
  readonly tally: Tally;
  /** From one request of the letter to the next, unless the answer takes longer. */
  readonly gapMs: number;
  /** A solved challenge. */
  readonly captcha: string;
}

async function playLetter(client: LoadClient, { tally, gapMs, captcha }: Turn): Promise<void> {
  let next = performance.now() + gapMs;
  const think = async (): Promise<void> => {
    const wait = next - performance.now();
    if (wait > 0) await sleep(wait);
    next = Math.max(next, performance.now()) + gapMs;
  };

  const receipt = await submit(client, BODY, captcha);
  await think();
  const process = await processOf(client, receipt);
  for (const [index, { by, body }] of STEPS.entries()) {
    await think();
    await complete(tally, () => client.post(taskPath(process, index), body, by));
  }
  await think();
  await onceOpen(tally, 409, () => rate(client, receipt));
}

/** Brings one letter as far as the job says. */
export async function bringLetter(client: LoadClient, { letter, steps }: LetterJob): Promise<LetterDone> {
  const all = stepsWith(letter.reply);
  await client.signIn(all.map(({ by }) => by));
  const tally: Tally = { completionMs: [], late: 0 };
  const [captcha = ''] = await solveChallenges(client, 1);
  const receipt = await submit(client, letter.body, captcha);
  const process = await processOf(client, receipt);
  for (const [index, { by, body }] of all.slice(0, steps).entries()) {
    await complete(tally, () => client.post(taskPath(process, index), body, by));
  }
  if (steps > all.length) await onceOpen(tally, 409, () => rate(client, receipt));
  return { process };
}

interface Receipt {
  readonly letterNo: string;
  readonly queryCode: string;
}

const submit = async (client: LoadClient, body: string, captcha: string): Promise<Receipt> =>
  JSON.parse(await client.post('/api/v1/public/letters', { ...letterWith(body), captcha })) as Receipt;

async function processOf(client: LoadClient, { letterNo }: Receipt): Promise<string> {
  const found = await client.get(`/api/v1/processes?subject=${letterNo}`, 'mailbox.clerk');
  return (JSON.parse(found) as { items: { id: string }[] }).items[0]!.id;
}

/** A letter's tasks are numbered in the order they open. */
const taskPath = (process: string, index: number): string => `/api/v1/tasks/${process}.${index + 1}/complete`;

const rate = (client: LoadClient, { letterNo, queryCode }: Receipt): Promise<string> =>
  client.post('/api/v1/public/letters/ratings', { letterNo, queryCode, rating: 'SATISFIED', final: true });

/**
 * Under more load than it can take, the gateway answers after some seconds that it has accepted a letter (201) or a
 * completion (503), which go on by themselves.
 */
async function complete(tally: Tally, post: () => Promise<string>): Promise<void> {
  await onceOpen(tally, 404, async () => {
    const began = performance.now();
    try {
      await post();
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 503)) throw error;
      tally.late += 1;
    }
    tally.completionMs.push(performance.now() - began);
  });
}

/** Tries again for a while what is refused because the step before has no effect yet. */
async function onceOpen(tally: Tally, refusedWith: number, step: () => Promise<unknown>): Promise<void> {
  const giveUpAt = performance.now() + 60_000;
  for (let tries = 1; ; tries += 1) {
    try {
      await step();
      return;
    } catch (error) {
      const notYet = error instanceof RefusedError && error.status === refusedWith;
      if (!notYet || performance.now() > giveUpAt) throw error;
      if (tries === 1) tally.late += 1;
      await sleep(200);
    }
  }
}
