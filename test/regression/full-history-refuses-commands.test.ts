import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FaultyCases, OPERATOR } from '../support/faulty-cases.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';

const LIMIT = 10;

let permits: PermitHarness;
let cases: FaultyCases;

beforeAll(async () => {
  permits = await startPermits({ settings: { 'history.maxTotalUpdates': String(LIMIT) } });
  cases = new FaultyCases(permits);
});
afterAll(() => permits.close());

const note = (id: string, content?: object): Promise<unknown> =>
  permits.commands.send({
    process: { id },
    command: { kind: 'message', name: 'note', decision: {}, by: OPERATOR },
    content,
  });
/** A process that has had as many commands as the server keeps of one. */
async function full(): Promise<string> {
  const id = await cases.start();
  for (let sent = 1; sent < LIMIT; sent += 1) await note(id);
  return id;
}

describe('a process whose history is full', () => {
  it('a process with a full history refuses the next command at once, without retries', async () => {
    const id = await full();

    await expect(note(id, { text: '再次督办' })).rejects.toMatchObject({ code: 'PROCESS_FULL' });

    const waiting = `SELECT 1 FROM command WHERE process_id = $1 AND state = 'accepted'`;
    expect(await cases.query(waiting, [id])).toEqual([]);
    const kept = await cases.query('SELECT body FROM content WHERE process_id = $1', [id]);
    expect(kept).toEqual([{ body: { text: '再次督办' } }]);
  });

  it('a process whose history is nine tenths full has an incident', async () => {
    const id = await full();

    const { incidents, timeline } = await cases.until(id, (shown) => shown.incidents.length > 0);

    expect(incidents).toEqual(['workflow']);
    expect(timeline.filter((type) => type === 'incident.raised')).toHaveLength(1);
  });

  it('a process with a full history can be cancelled', async () => {
    const id = await full();

    await cases.operate(id, 'cancel');

    expect(await cases.shown(id)).toMatchObject({ state: 'cancelled', openTasks: 0, incidents: [] });
  });
});
