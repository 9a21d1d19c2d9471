import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProgramName } from '../../infra/local/data-folder.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client } from './client.js';
import { expectWhole } from './expect-whole.js';
import { Handling } from './handling.js';

interface Round {
  readonly letters: number;
  /** Programs to kill, each after `after` letters of the round have closed. */
  readonly kills: readonly { readonly program: ProgramName; readonly after: number }[];
}

const PROGRAMS: readonly ProgramName[] = ['worker', 'temporal', 'postgres', 'gateway'];
const IN_FLIGHT = 16;

/** `CRASH_TEST=full npm test -- test/e2e/crash`: each program in the middle of 200 letters of its own. */
const FULL = process.env['CRASH_TEST'] === 'full';
const ROUNDS: readonly Round[] = FULL
  ? PROGRAMS.map((program) => ({ letters: 200, kills: [{ program, after: 100 }] }))
  : [{ letters: 40, kills: PROGRAMS.map((program, index) => ({ program, after: 6 + 8 * index })) }];

let stack: TestStack;
let handling: Handling;

beforeAll(async () => {
  stack = await startTestStack({ ownPostgres: true });
  handling = new Handling([new Client(stack.url)]);
}, 120_000);
afterAll(() => stack?.stop(), 60_000);

describe('kill -9 under load', () => {
  it.each(
    ROUNDS.map((round) => ({ ...round, killed: round.kills.map(({ program }) => program).join(', ') })),
  )(
    'a kill -9 of $killed during $letters letters loses and repeats nothing',
    async ({ letters, kills, killed }) => {
      const before = { closed: handling.closed.length, repeated: handling.repeated, at: Date.now() };
      const away: string[] = [];
      const killing = async (): Promise<void> => {
        for (const { program, after } of kills) {
          while (handling.closed.length - before.closed < after) await sleep(20);
          const killedAt = Date.now();
          await stack.killAndRestart(program);
          away.push(`${program} ${Date.now() - killedAt} ms`);
        }
      };

      await Promise.all([handling.letters(letters, IN_FLIGHT), killing()]);
      const took = Date.now() - before.at;

      await expectWhole(stack, handling.closed);
      if (FULL) console.log({ killed, letters, took, away, repeated: handling.repeated - before.repeated });
    },
    FULL ? 600_000 : 180_000,
  );
});

describe('npm run reconcile -- --repair', () => {
  it('npm run reconcile -- --repair restores lost rows of letters', async () => {
    const [lost] = await stack.query<{ ids: string[] }>(
      `SELECT array_agg(process_id::text ORDER BY letter_no) AS ids FROM (SELECT * FROM letter LIMIT 4) l`,
    );
    const [task, entry, row, clock] = lost!.ids;
    const before = await everything(lost!.ids);
    await stack.query(`DELETE FROM task WHERE process_id = $1 AND name = 'draft'`, [task]);
    await stack.query(`DELETE FROM timeline_entry WHERE process_id = $1 AND seq = 7`, [entry]);
    await stack.query(
      `UPDATE process SET state = 'running', stage = 'replied', result = NULL WHERE id = $1`,
      [row],
    );
    await stack.query(`DELETE FROM clock WHERE process_id = $1 AND name = 'handling'`, [clock]);

    const { code, output } = await stack.command('infra/tools/reconcile/main.js', ['--repair']);

    for (const id of lost!.ids) expect(output).toContain(id);
    expect(output).toContain('4 differences, 4 repaired');
    expect(code).toBe(0);
    expect(await everything(lost!.ids)).toEqual(before);
  }, 60_000);

  const everything = (ids: readonly string[]): Promise<unknown[]> =>
    Promise.all(
      ['timeline_entry', 'task', 'clock', 'process'].map((table) =>
        stack.query(
          `SELECT to_jsonb(r) AS r FROM ${table} r
           WHERE ${table === 'process' ? 'id' : 'process_id'} = ANY($1) ORDER BY to_jsonb(r)::text`,
          [ids],
        ),
      ),
    );
});
