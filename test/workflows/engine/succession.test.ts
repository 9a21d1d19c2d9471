import { describe, expect, it } from '@jest/globals';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { mailboxLetterProcess } from '../../../workflows/letters/behaviour.js';

const INPUT = { office: 'QGZ', kind: 'HELP', namedUnits: [], wantsPublic: false };
const SYSTEM = { account: 'system', unit: '', roles: [] };

async function dispatched(coUnits: readonly string[] = []): Promise<Simulation> {
  const letter = await new Simulation(mailboxLetterProcess as never, INPUT).start();
  await letter.complete('register', 'dispatch', { class: 'HELP', lead: 'GTJ', coUnits });
  return letter;
}
const succeed = (letter: Simulation, from = 'GTJ', unit = 'ZRZY'): Promise<Simulation> =>
  letter.send({ kind: 'succeed', from, unit, by: SYSTEM });
const lastLead = ({ events }: Simulation): unknown =>
  events
    .flatMap((event) => (event.type === 'facts' && 'lead' in event.facts ? [event.facts['lead']] : []))
    .at(-1);

describe('a unit that ends while a letter runs', () => {
  it('its open task goes to its successor', async () => {
    const letter = await dispatched();

    await succeed(letter);

    expect(letter.task('sign').unit).toBe('ZRZY');
  });

  it('its clock and the lead of the letter go to its successor', async () => {
    const letter = await dispatched();

    await succeed(letter);

    expect(letter.events).toContainEqual(expect.objectContaining({ type: 'clock.moved', unit: 'ZRZY' }));
    expect(lastLead(letter)).toBe('ZRZY');
  });

  it('tasks that open later go to its successor', async () => {
    const letter = await dispatched();
    await succeed(letter);

    await letter.complete('sign', 'sign');

    expect(letter.task('draft').unit).toBe('ZRZY');
  });

  it('tasks go to the last of several successors', async () => {
    const letter = await dispatched();
    await succeed(letter);
    await succeed(letter, 'ZRZY', 'ZFB');

    await letter.complete('sign', 'sign');

    expect(letter.task('draft').unit).toBe('ZFB');
  });

  it('a part that comes back ends at the unit, not in a circle', async () => {
    const letter = await dispatched();
    await succeed(letter);
    await succeed(letter, 'ZRZY', 'GTJ');

    expect(letter.task('sign').unit).toBe('GTJ');
  });

  it('tasks of other units stay where they are', async () => {
    const letter = await dispatched(['HBJ']);
    await letter.complete('sign', 'sign');

    await succeed(letter);

    expect(letter.openTasks().map(({ unit }) => unit)).toEqual(expect.arrayContaining(['ZRZY', 'HBJ']));
  });

  it('a suspended letter follows as well', async () => {
    const letter = await dispatched();
    await letter.send({ kind: 'suspend', by: SYSTEM });

    await succeed(letter);

    expect(letter.task('sign').unit).toBe('ZRZY');
  });
});
