import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { percentiles } from '../../infra/tools/bench/load/figures.js';
import type { Client } from '../e2e/client.js';
import { Handling } from '../e2e/handling.js';
import type { TestStack } from '../support/stack.js';
import { TimedClient } from './timed-client.js';

export const SUPERVISOR = 'supervisor';
export const ADMIN = 'admin.system';

const IN_FLIGHT = 12;
/** A case is an incident after some failures with pauses between them, or when somebody looks, each minute. */
const NAMED_WITHIN_MS = 300_000;

/** Letters that nothing is wrong with, handled from their receipt to their closing while something else is poisoned. */
export class HealthyLetters {
  constructor(private readonly stack: TestStack) {}

  /** Resolves once all of them have closed; says how long they took beside what. */
  async close(count: number, beside: string): Promise<void> {
    const client = new TimedClient(this.stack.url);
    const handling = new Handling([client]);
    const startedAt = Date.now();
    await handling.letters(count, IN_FLIGHT);
    const seconds = (Date.now() - startedAt) / 1000;
    const { p50, p95, max } = percentiles(client.completionsMs);
    const { repeated } = handling;
    console.log(
      JSON.stringify({ beside, letters: handling.closed.length, seconds, p50, p95, max, repeated }),
    );
    expect(handling.closed).toHaveLength(count);
    expect(p95).toBeLessThan(5000);
  }
}

/** What operators see of a case that does not go on, and how they end it. */
export class Operators {
  constructor(
    private readonly stack: TestStack,
    readonly client: Client,
  ) {}

  /** Waits until the case is named to an operator; gives the kinds of its incidents. */
  async seeStuck(process: string, as: string): Promise<string[]> {
    const until = Date.now() + NAMED_WITHIN_MS;
    for (;;) {
      const { items } = await this.client.get<{ items: StuckProcess[] }>(
        '/processes?stuck=true&limit=200',
        as,
      );
      const found = items.find(({ id }) => id === process);
      if (found) return found.incidents.map(({ kind }) => kind);
      if (Date.now() > until) throw new Error(`process ${process} is not named as stuck to ${as}`);
      await sleep(500);
    }
  }

  /** Ends the case through the API; nothing of it is left open. */
  async end(process: string, as = SUPERVISOR): Promise<void> {
    const body = { reason: '流程受阻，予以终止' };
    const answer = await this.client.request('POST', `/processes/${process}/cancel`, { as, body });

    expect(answer).toMatchObject({ status: 200, body: { id: process, state: 'cancelled' } });
    expect(await this.leftOf(process)).toEqual({
      state: 'cancelled',
      tasks: 0,
      clocks: 0,
      incidents: 0,
      commands: 0,
    });
  }

  /** Whether a program has written the id of the process into its log, as a warning or an error. */
  isLogged(process: string): boolean {
    return (['worker', 'gateway'] as const).some((program) =>
      this.stack
        .log(program)
        .split('\n')
        .some((line) => line.includes(process) && /"level":[456]0/.test(line)),
    );
  }

  private async leftOf(process: string): Promise<Record<string, unknown>> {
    const [left] = await this.stack.query(
      `SELECT state, (SELECT count(*)::int FROM task WHERE process_id = p.id AND state = 'open') AS tasks,
         (SELECT count(*)::int FROM clock WHERE process_id = p.id AND state <> 'stopped') AS clocks,
         (SELECT count(*)::int FROM incident WHERE process_id = p.id) AS incidents,
         (SELECT count(*)::int FROM command WHERE process_id = p.id AND state = 'accepted') AS commands
       FROM process p WHERE id = $1`,
      [process],
    );
    return left!;
  }
}

interface StuckProcess {
  readonly id: string;
  readonly incidents: readonly { readonly kind: string }[];
}
