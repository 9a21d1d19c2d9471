import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { solved } from '../support/captcha.js';
import {
  CLERK,
  LETTER,
  performerOf,
  type Answer,
  type Client,
  type Letter,
  type Request,
  type Task,
} from './client.js';

const PATIENCE_MS = 60_000;

/**
 * Citizens and offices who handle letters while programs are killed: each command has a key and is repeated under it until
 * its result is known.
 */
export class Handling {
  /** Numbers of the letters that have closed. */
  readonly closed: string[] = [];
  /** How many requests had to be repeated. */
  repeated = 0;
  private turn = 0;

  /** @param clients of gateways that share one database and one Temporal; every request goes to the next one */
  constructor(private readonly clients: readonly Client[]) {}

  /** Handles `count` letters from receipt to closing, `inFlight` at a time. */
  async letters(count: number, inFlight: number): Promise<void> {
    let waiting = count;
    const office = async (): Promise<void> => {
      while (waiting-- > 0) this.closed.push(await this.letter());
    };
    await Promise.all(Array.from({ length: inFlight }, office));
  }

  /** Handles a letter by the first outcome of each task until it is rated and closed. @returns its number */
  private async letter(): Promise<string> {
    const challenge = await this.insist('GET', '/public/captcha');
    const body = { ...LETTER, captcha: await solved(challenge.body) };
    const submitted = await this.insist('POST', '/public/letters', { body, key: randomUUID() });
    const letter = submitted.body as Letter;
    const found = await this.insist('GET', `/processes?subject=${letter.letterNo}`, { as: CLERK });
    const process: string = found.body.items[0].id;
    for (let rated = false; ;) {
      const { body } = await this.insist('GET', `/processes/${process}`, { as: CLERK });
      if (body.state === 'completed') return letter.letterNo;
      if (body.stage === 'replied' && !rated) {
        const { letterNo, queryCode } = letter;
        const rating = { rating: 'SATISFIED', final: true };
        await this.command('/public/letters/ratings', { letterNo, queryCode, ...rating });
        rated = true;
        continue;
      }
      const tasks = await this.insist('GET', `/tasks?processId=${process}`, { as: CLERK });
      const task = tasks.body.items[0] as Task | undefined;
      if (!task) {
        await sleep(100); // accepted, and continues by itself
        continue;
      }
      const { name: outcome, example } =
        task.outcomes.find(({ name }) => name === 'dispatch') ?? task.outcomes[0]!;
      await this.command(`/tasks/${task.id}/complete`, { outcome, ...example }, performerOf(task));
    }
  }

  private async command(path: string, body: object, as?: string): Promise<void> {
    const answer = await this.insist('POST', path, { body, as, key: randomUUID() });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** Repeats a request under the same key until its result is known. */
  private async insist(method: 'GET' | 'POST', path: string, request: Request = {}): Promise<Answer> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const client = this.clients[(this.turn += 1) % this.clients.length]!;
      const answer = await client.request(method, path, request).catch((error: unknown) => error as Error);
      if (!(answer instanceof Error) && answer.status < 500) return answer;
      if (Date.now() > deadline) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
      this.repeated += 1;
      await sleep(200);
    }
  }
}
