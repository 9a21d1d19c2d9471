import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import type { NewSupervisionEvent } from '../../../../domain/cases/cards/supervision-events.js';
import { appendSupervisionEvents } from '../../../../domain/cases/cards/supervision-events.repository.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';

let database: TestDatabase;
const open: QueryRunner[] = [];
beforeAll(async () => void (database = await createTestDatabase()));
afterEach(async () => {
  for (const runner of open.splice(0)) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
});
afterAll(() => database.drop());

const INSTANT = Date.parse('2015-07-16T01:30:00.000Z');

function yellow(subject: string): NewSupervisionEvent {
  const process = randomUUID();
  return {
    type: 'duban.card.yellow',
    at: INSTANT,
    subject,
    process,
    unit: '522601',
    level: 'yellow',
    data: {
      processId: process,
      subject: { kind: 'mailbox-letter', no: subject, maskedTitle: null },
      org: { code: '522601', name: '凯里市' },
      confidential: false,
    },
  };
}

async function transaction(): Promise<QueryRunner> {
  const runner = database.dataSource.createQueryRunner();
  open.push(runner);
  await runner.startTransaction();
  return runner;
}

async function readAfter(cursor: number): Promise<{ cursor: number; subject: string }[]> {
  const sql = 'SELECT cursor::int, subject FROM supervision_event WHERE cursor > $1 ORDER BY cursor';
  return database.dataSource.query(sql, [cursor]);
}

describe('the numbers of supervision events', () => {
  it('a reader never skips an event of the same millisecond that is committed later', async () => {
    const [slow, fast] = [await transaction(), await transaction()];

    await appendSupervisionEvents(slow.manager, [yellow('slow')]);
    let fastDone = false;
    const fastWork = appendSupervisionEvents(fast.manager, [yellow('fast')])
      .then(() => fast.commitTransaction())
      .then(() => (fastDone = true));
    await sleep(100);
    // A sequence would have given the fast one its number and let it be read by now.
    expect(fastDone).toBe(false);
    expect(await readAfter(0)).toEqual([]);

    await slow.commitTransaction();
    await fastWork;

    expect(await readAfter(0)).toEqual([
      { cursor: 1, subject: 'slow' },
      { cursor: 2, subject: 'fast' },
    ]);
  });

  it('a failed transaction leaves no gap in the event numbers', async () => {
    const before = (await readAfter(0)).at(-1)!.cursor;
    const failing = await transaction();
    await appendSupervisionEvents(failing.manager, [yellow('never'), yellow('never')]);
    await failing.rollbackTransaction();

    const next = await transaction();
    await appendSupervisionEvents(next.manager, [yellow('next')]);
    await next.commitTransaction();

    expect(await readAfter(before)).toEqual([{ cursor: before + 1, subject: 'next' }]);
  });

  it('event numbers grow in the order of concurrent commits', async () => {
    const before = (await readAfter(0)).at(-1)!.cursor;
    let seen = before;
    const read: number[] = [];
    let busy = true;
    const reader = (async () => {
      while (busy) {
        for (const { cursor } of await readAfter(seen)) read.push((seen = cursor));
      }
    })();

    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        database.dataSource.transaction((tx) =>
          appendSupervisionEvents(tx, [yellow(`a${n}`), yellow(`b${n}`), yellow(`c${n}`)]),
        ),
      ),
    );
    busy = false;
    await reader;
    for (const { cursor } of await readAfter(seen)) read.push(cursor);

    expect(read).toEqual(Array.from({ length: 120 }, (_, n) => before + 1 + n));
  });
});
