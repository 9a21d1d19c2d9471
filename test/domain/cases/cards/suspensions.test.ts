import { randomUUID } from 'node:crypto';
import { Projection } from '../../../../domain/cases/read-model/projection.js';
import type { ProcessEvent } from '../../../../workflows/engine/definition/events.js';
import { Simulation } from '../../../../workflows/engine/analysis/simulation.js';
import { mailboxLetterProcess } from '../../../../workflows/letters/behaviour.js';
import { at, LateLetters } from '../../../support/cards.js';

let letters: LateLetters;
let projection: Projection;
beforeAll(async () => {
  letters = await LateLetters.create();
  projection = new Projection({
    dataSource: letters.database.dataSource,
    timeLimits: letters.policies,
    processes: [mailboxLetterProcess],
    wakeSlaMonitor: () => undefined,
  });
});
afterAll(() => letters.database.drop());

const by = { account: 'supervisor', unit: 'ZFB', roles: ['supervisor'] };

async function inProgress(): Promise<Simulation> {
  const input = { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: false };
  const options = { startAt: at('2015-07-08T10:00:00'), taskTimeoutMs: 1e12 };
  const letter = await new Simulation(mailboxLetterProcess, input, options).start();
  await letter.complete('register', 'dispatch', { class: 'CONSULT', lead: '522601', coUnits: [] });
  return letter.complete('sign', 'sign');
}

async function project(letter: Simulation, process: string): Promise<void> {
  const events = letter.events.map((event) =>
    'command' in event ? { ...event, command: randomUUID() } : event,
  ) as ProcessEvent[];
  await projection.project({ process, key: 'mailbox-letter', version: 1, events });
}

it('the feed shows when a matter is suspended and resumed, and no other pause', async () => {
  const letter = await inProgress();
  await letter.complete('draft', 'suspend', { reason: 'LITIGATION' });
  await letter.complete('decideSuspension', 'approve');
  await letter.complete('reviewSuspension', 'resume');
  await letter.complete('draft', 'extension', { workingDays: 3, reason: 'COMPLEX' });
  await letter.complete('decideExtension', 'refuse'); // nor for the office's decision
  await letter.complete('draft', 'submit');
  await letter.complete('signOff', 'sign'); // the clock is paused for the review
  const process = await letters.letter({ subject: 'ZX2015000009' });

  await project(letter, process);

  const events = await letters.eventsOf(process);
  expect(events.map(({ type }) => type)).toEqual(['duban.process.suspended', 'duban.process.resumed']);
  expect(events[0]).toMatchObject({
    subject: 'ZX2015000009',
    unit: '522601',
    data: { org: { code: '522601' } },
  });
});

it('the feed shows an operator’s suspension once, however often its events are projected', async () => {
  const letter = await inProgress();
  await letter.send({ kind: 'suspend', by });
  const process = await letters.letter();

  await project(letter, process);
  await project(letter, process);

  expect(await letters.eventTypesOf(process)).toEqual(['duban.process.suspended']);
});

it('the feed shows a suspended accusation without number or unit', async () => {
  const letter = await inProgress();
  await letter.send({ kind: 'suspend', by });
  const process = await letters.letter({ subject: 'ZX2015000666', confidential: true });

  await project(letter, process);

  const [event] = await letters.eventsOf(process);
  expect(event).toMatchObject({ subject: process, unit: null, data: { org: null, confidential: true } });
});
