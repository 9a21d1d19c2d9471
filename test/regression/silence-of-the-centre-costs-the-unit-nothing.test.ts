import { at, LateLetters } from '../support/cards.js';
import { ProjectedLetter } from '../support/projected-letter.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(() =>
  letters.query('TRUNCATE process, clock, task, card, command, timeline_entry, supervision_event, content'),
);

// CONSULT has 5 working days: dispatched on Wednesday the 8th, due at the end of Wednesday the 15th.
const asked = async (): Promise<ProjectedLetter> => {
  const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
  await letter.complete('2015-07-08T11:00:00', 'sign', 'sign');
  return letter.complete('2015-07-13T10:00:00', 'draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });
};
const due = async (process: string, clock: string): Promise<Date> => {
  const [row] = await letters.query<{ due_at: Date }>(
    'SELECT due_at FROM clock WHERE process_id = $1 AND limit_key = $2 ORDER BY number DESC LIMIT 1',
    [process, clock],
  );
  return row!.due_at;
};

it('the decision on an extension is due within one working day', async () => {
  const letter = await asked();

  const [task] = await letters.query(
    `SELECT unit, due_at FROM task WHERE process_id = $1 AND name = 'decideExtension'`,
    [letter.id],
  );

  expect(task).toEqual({ unit: 'QGZ', due_at: new Date(at('2015-07-14T17:30:00')) });
});

it('the centre gets a yellow card when its timeout refuses an extension', async () => {
  const letter = await asked();
  await letter.until('2015-07-15T00:00:00');

  await letters.turn('2015-07-15T00:00:00');

  const cards = await letters.query(
    `SELECT k.unit, k.level, c.limit_key, k.reason FROM card k
     JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock WHERE k.process_id = $1`,
    [letter.id],
  );
  expect(cards).toEqual([
    {
      unit: 'QGZ',
      level: 'yellow',
      limit_key: 'extensionDecision',
      reason: '延期审批时限于2015-07-14届满，逾期1个工作日未完成',
    },
  ]);
  expect(letter.simulation.openTasks().map(({ name }) => name)).toEqual(['draft']);
});

it('a refusal by timeout leaves the unit its days and its one extension', async () => {
  const letter = await asked();
  await letter.until('2015-07-15T00:00:00');
  const afterSilence = await due(letter.id, 'handling');
  await letter.complete('2015-07-15T10:00:00', 'draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });
  await letter.complete('2015-07-15T11:00:00', 'decideExtension', 'approve', { workingDays: 5 });

  // Two days were left on the 13th: the 16th and the 17th.
  expect(afterSilence).toEqual(new Date(at('2015-07-18T00:00:00')));
  // 23 and 24 July are holidays: the 20th, 21st, 22nd, 27th and 28th.
  expect(await due(letter.id, 'handling')).toEqual(new Date(at('2015-07-29T00:00:00')));
});

it('the days of a decision on an extension do not count for the unit', async () => {
  const letter = await asked();

  await letter.complete('2015-07-14T10:00:00', 'decideExtension', 'refuse');

  expect(await due(letter.id, 'handling')).toEqual(new Date(at('2015-07-17T00:00:00')));
});
