import { randomUUID } from 'node:crypto';
import { Projection } from '../../../../domain/cases/read-model/projection.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import type { ProcessEvent } from '../../../../workflows/engine/definition/events.js';
import { Simulation } from '../../../../workflows/engine/analysis/simulation.js';
import { mailboxLetterProcess } from '../../../../workflows/letters/behaviour.js';
import { at, LateLetters } from '../../../support/cards.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());

const START = at('2015-07-08T10:00:00');
const assignment = { class: 'CONSULT', lead: '522601', coUnits: ['ZJJ'] };

/** What a letter tells from its receipt to its sign-off, in the batches in which callers bring it. */
async function story(): Promise<ProcessEvent[][]> {
  const input = { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: false };
  const letter = await new Simulation(mailboxLetterProcess, input, {
    startAt: START,
    taskTimeoutMs: 1e12,
  }).start();
  const batches: ProcessEvent[][] = [];
  let projected = 0;
  const take = (): void => {
    const events = letter.events
      .slice(projected)
      .map((event) => ('command' in event ? { ...event, command: randomUUID() } : event));
    projected = letter.events.length;
    batches.push(events as ProcessEvent[]);
  };
  take();
  for (const [task, outcome, decision] of [
    ['register', 'dispatch', assignment],
    ['sign', 'sign', {}],
    ['draft', 'askCoUnits', { units: ['GTJ'] }],
    ['draft', 'submit', {}],
    ['signOff', 'sign', {}],
  ] as const) {
    await letter.complete(task, outcome, decision);
    take();
  }
  return batches;
}

describe('the SLA monitor beside projections', () => {
  it('the SLA monitor beside projections neither deadlocks nor loses a timeline entry', async () => {
    const projection = new Projection({
      dataSource: letters.database.dataSource,
      timeLimits: letters.policies,
      processes: [mailboxLetterProcess as Process],
      wakeSlaMonitor: () => undefined,
    });
    const batches = await story();
    const ids = await Promise.all(Array.from({ length: 30 }, () => letters.letter()));
    const bring = async (process: string): Promise<void> => {
      for (const events of batches) {
        await projection.project({ process, key: 'mailbox-letter', version: 1, events });
      }
    };
    let busy = true;
    const monitoring = (async () => {
      while (busy) await letters.turn('2015-07-16T00:00:00');
    })();

    await Promise.all(ids.map(bring));
    busy = false;
    await monitoring;
    await letters.turn('2015-07-16T09:30:00');

    for (const id of ids) {
      const texts = (await letters.timelineOf(id)).filter((text) => text.includes('：'));
      const [cards] = await letters.query<{ issued: number; taken_back: number }>(
        `SELECT count(issued_at)::int AS issued, count(taken_back_at)::int AS taken_back FROM card WHERE process_id = $1`,
        [id],
      );
      expect(texts.filter((text) => text.endsWith('发出'))).toHaveLength(cards!.issued);
      // The SLA monitor was ahead of the story: every clock that it saw had stopped before.
      expect(texts.filter((text) => /停发|撤销/.test(text))).toHaveLength(cards!.taken_back);
    }
    expect((await letters.query(`SELECT count(*)::int AS n FROM card`))[0]!['n']).toBeGreaterThan(0);
  });
});
