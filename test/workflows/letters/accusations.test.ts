import { CENTRE, factsOf, openTasks, received, refusal, stageOf, toKaili } from './letter.js';

const accusation = () => received({ kind: 'REPORT' });

it('an accusation is secret from its receipt', async () => {
  const letter = await accusation();

  expect(factsOf(letter).confidential).toBe(true);
});

it.each([
  ['dispatch', toKaili],
  ['merge', { into: 'another' }],
])('registration of an accusation refuses the outcome %s', async (outcome, decision) => {
  const letter = await accusation();

  expect(await refusal(letter.complete('register', outcome, decision))).toBe('OUTCOME_NOT_ALLOWED');
});

it.each(['assign', 'answer', 'instruct', 'petition'])(
  'assignment of an accusation refuses the outcome %s',
  async (outcome) => {
    const letter = await accusation();
    await letter.complete('register', 'accept', { class: 'REPORT' });

    expect(await refusal(letter.complete('assign', outcome, toKaili))).toBe('OUTCOME_NOT_ALLOWED');
  },
);

it('tasks of an accusation open at the centre and the discipline body only', async () => {
  const letter = await accusation();

  await letter.complete('register', 'accept', { class: 'REPORT' });
  await letter.complete('assign', 'discipline');
  await letter.complete('takeOver', 'take');

  const units = letter.events.flatMap((event) => (event.type === 'task.opened' ? [event.unit] : []));
  expect(units).toEqual([CENTRE, CENTRE, 'JCJ']);
});

it('an accusation ends when the discipline body takes it', async () => {
  const letter = await accusation();
  await letter.complete('register', 'accept', { class: 'REPORT' });
  await letter.complete('assign', 'discipline');

  await letter.complete('takeOver', 'take');

  expect([letter.result, stageOf(letter)]).toEqual(['discipline', 'discipline']);
});

describe('a complaint accepted as an accusation', () => {
  const reclassified = async () =>
    (await received({ kind: 'COMPLAINT' })).complete('register', 'accept', { class: 'REPORT' });

  it('a complaint accepted with the class REPORT becomes secret', async () => {
    const letter = await reclassified();

    expect(factsOf(letter).confidential).toBe(true);
  });

  it('a complaint accepted with the class REPORT cannot be assigned to a unit', async () => {
    const letter = await reclassified();

    expect(await refusal(letter.complete('assign', 'assign', toKaili))).toBe('OUTCOME_NOT_ALLOWED');
  });
});

it('a letter becomes secret when the office transfers it to the discipline body', async () => {
  const letter = await received();
  await letter.complete('register', 'accept', { class: 'COMPLAINT' });

  await letter.complete('assign', 'discipline');

  expect(factsOf(letter).confidential).toBe(true);
  expect(openTasks(letter)).toEqual(['takeOver JCJ']);
});
