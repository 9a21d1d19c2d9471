import { endLostProcess } from '../../domain/cases/read-model/lost-process.js';
import { campaignDepartmentProcess } from '../../workflows/campaigns/department/behaviour.js';
import { Simulation } from '../../workflows/engine/analysis/simulation.js';
import { surveyProcess } from '../../workflows/surveys/behaviour.js';
import { at, LateLetters } from '../support/cards.js';
import { processInputs } from '../support/process-inputs.js';
import { ProjectedLetter } from '../support/projected-letter.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(() =>
  letters.query('TRUNCATE process, clock, task, card, command, timeline_entry, supervision_event, content'),
);

/** Levels of a letter's cards on a limit with the instant at which each was rectified, if it was. */
const rectified = (process: string, limit: string): Promise<{ level: string; at: Date | null }[]> =>
  letters.query(
    `SELECT k.level, k.rectified_at AS at FROM card k JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
     WHERE k.process_id = $1 AND c.limit_key = $2 AND k.level <> 'warning' ORDER BY k.reached_at`,
    [process, limit],
  );
const rectifications = async (process: string): Promise<unknown[]> =>
  letters.query(
    `SELECT time FROM supervision_event WHERE process_id = $1 AND type = 'duban.card.rectified' ORDER BY cursor`,
    [process],
  );

// CONSULT has 5 working days: dispatched on Wednesday the 8th, due at the end of the 15th, yellow on the 16th.
const DISPATCHED = '2015-07-08T10:00:00';
const ISSUED = '2015-07-16T09:30:00';
/** A letter whose unit has a yellow card in force for its handling. */
async function late(): Promise<ProjectedLetter> {
  const letter = await ProjectedLetter.dispatched(letters, DISPATCHED);
  await letter.complete('2015-07-08T11:00:00', 'sign', 'sign');
  await letters.turn('2015-07-16T00:00:00');
  await letters.turn(ISSUED);
  return letter;
}
const YELLOW = { level: 'yellow', at: null };

describe('a card is rectified', () => {
  it('an answer that passes its review rectifies the card as of that instant', async () => {
    const letter = await late();
    await letter.complete('2015-07-16T14:00:00', 'draft', 'submit');
    await letter.complete('2015-07-16T15:00:00', 'signOff', 'sign');
    await letter.complete('2015-07-17T09:00:00', 'review', 'pass');

    await letters.turn('2015-07-17T09:04:00');

    const passed = new Date(at('2015-07-17T09:00:00'));
    expect(await rectified(letter.id, 'handling')).toEqual([{ level: 'yellow', at: passed }]);
    expect(await rectifications(letter.id)).toEqual([{ time: passed }]);
    expect(await letters.timelineOf(letter.id)).toContain('黄牌（办理）：已整改');
  });

  it('an answer that passes its review wakes the SLA monitor', async () => {
    const letter = await late();
    await letter.complete('2015-07-16T14:00:00', 'draft', 'submit');
    await letter.complete('2015-07-16T15:00:00', 'signOff', 'sign');
    const before = letter.wakes.length;

    await letter.complete('2015-07-17T09:00:00', 'review', 'pass');

    expect(letter.wakes).toHaveLength(before + 1);
  });

  it('an answer that the review sends back does not rectify a card', async () => {
    const letter = await late();
    await letter.complete('2015-07-16T14:00:00', 'draft', 'submit');
    await letter.complete('2015-07-16T15:00:00', 'signOff', 'sign');
    await letter.complete('2015-07-16T16:00:00', 'review', 'fail', { reason: 'NO_BASIS' });
    await letters.turn('2015-07-16T16:01:00');

    expect(await rectified(letter.id, 'handling')).toEqual([YELLOW]);
  });

  it('an answer that passes its second review rectifies the card as of that instant', async () => {
    const letter = await late();
    await letter.complete('2015-07-16T14:00:00', 'draft', 'submit');
    await letter.complete('2015-07-16T15:00:00', 'signOff', 'sign');
    await letter.complete('2015-07-16T16:00:00', 'review', 'fail', { reason: 'NO_BASIS' });
    await letter.complete('2015-07-17T09:00:00', 'rework', 'submit');
    await letter.complete('2015-07-17T10:00:00', 'signRework', 'sign');
    await letter.complete('2015-07-17T11:00:00', 'review', 'pass');
    await letters.turn('2015-07-17T11:01:00');

    expect(await rectified(letter.id, 'handling')).toEqual([
      { level: 'yellow', at: new Date(at('2015-07-17T11:00:00')) },
    ]);
  });

  it('a card that is issued after the work was done is rectified', async () => {
    const letter = await ProjectedLetter.dispatched(letters, DISPATCHED);
    await letters.turn('2015-07-10T00:00:00'); // unsigned: yellow, to be issued at 9:30
    await letter.complete('2015-07-10T09:00:00', 'sign', 'sign');
    await letters.turn('2015-07-10T09:30:00');

    expect(await rectified(letter.id, 'sign')).toEqual([
      { level: 'yellow', at: new Date(at('2015-07-10T09:00:00')) },
    ]);
  });
});

describe('a card stays 未整改', () => {
  it('deemed receipt does not rectify a card', async () => {
    const letter = await ProjectedLetter.dispatched(letters, DISPATCHED);
    await letters.turn('2015-07-10T00:00:00');
    await letters.turn('2015-07-10T09:30:00');
    await letter.until('2015-07-13T08:00:00');
    await letters.turn('2015-07-13T08:00:00');
    await letters.turn('2015-07-13T17:00:00');

    expect(letter.simulation.openTasks().map(({ name }) => name)).toEqual(['draft']);
    expect(await rectified(letter.id, 'sign')).toEqual([YELLOW, { level: 'red', at: null }]);
    expect(await rectifications(letter.id)).toEqual([]);
  });

  it.each<[string, (letter: ProjectedLetter) => Promise<unknown>]>([
    [
      'the writer withdraws the letter',
      (letter) => letter.send('2015-07-17T10:00:00', { kind: 'message', name: 'withdraw', decision: {} }),
    ],
    ['the letter is cancelled', (letter) => letter.send('2015-07-17T10:00:00', { kind: 'cancel' })],
    [
      'the letter is ended with an explanation',
      async (letter) => {
        await letter.complete('2015-07-17T10:00:00', 'draft', 'suspend', { reason: 'LITIGATION' });
        await letter.complete('2015-07-17T11:00:00', 'decideSuspension', 'approve');
        await letter.complete('2015-08-17T11:00:00', 'reviewSuspension', 'end');
      },
    ],
    [
      'the workflow of the letter is lost',
      ({ id }) =>
        endLostProcess(letters.database.dataSource, id, 'terminated', new Date(at('2015-07-17T10:00:00'))),
    ],
  ])('a card stays 未整改 when %s', async (_, end) => {
    const letter = await late();

    await end(letter);
    await letters.turn('2015-08-20T10:00:00');

    expect((await rectified(letter.id, 'handling')).map((card) => card.at)).not.toContainEqual(
      expect.any(Date),
    );
    expect((await letters.ladderOf(letter.id)).slice(0, 2)).toEqual(['warning issued', 'yellow issued']);
    expect(await rectifications(letter.id)).toEqual([]);
  });

  it('the work of another unit does not rectify a card', async () => {
    const letter = await ProjectedLetter.dispatched(letters, DISPATCHED, { coUnits: ['ZJJ'] });
    await letter.complete('2015-07-08T11:00:00', 'sign', 'sign');
    await letters.turn(ISSUED);
    await letters.turn('2015-07-16T10:30:00');
    const task = letter.simulation.task('coReply').number;
    await letter.send('2015-07-16T11:00:00', { kind: 'reassign', task, unit: 'GTJ' });
    await letter.complete('2015-07-16T12:00:00', 'coReply', 'reply');
    await letters.turn('2015-07-16T12:01:00');

    const cards = await letters.query(
      `SELECT level, rectified_at FROM card WHERE unit = 'ZJJ' AND level <> 'warning'`,
    );
    expect(cards).toEqual([{ level: 'yellow', rectified_at: null }]);
  });
});

/** Which clocks of a limit have stopped, and whether as fulfilled. */
const stops = (simulation: Simulation, limit: string): boolean[] => {
  const numbers = simulation.events.flatMap((event) =>
    event.type === 'clock.started' && event.limit === limit ? [event.clock] : [],
  );
  return simulation.events.flatMap((event) =>
    event.type === 'clock.stopped' && numbers.includes(event.clock) ? [event.fulfilled ?? false] : [],
  );
};

describe('the clocks of other business', () => {
  const department = (): Promise<Simulation> =>
    new Simulation(campaignDepartmentProcess, processInputs['campaign-department.v1']).start();

  it('the clock of a department that reports no list is not fulfilled', async () => {
    const silent = await department();

    await silent.expire('reportList');

    expect(stops(silent, 'campaignList')).toEqual([false]);
  });

  it('the clock of a department that reports its list is fulfilled', async () => {
    const diligent = await department();

    await diligent.complete('reportList', 'report', { list: null });

    expect(stops(diligent, 'campaignList')).toEqual([true]);
  });

  it('the clock of a unit that abandons its survey is not fulfilled', async () => {
    const survey = await new Simulation(surveyProcess, processInputs['survey.v1']).start();

    await survey.complete('submit', 'abandon');

    expect(stops(survey, 'surveyQuestionnaire')).toEqual([false]);
  });
});
