import { describe, expect, it } from '@jest/globals';
import { computeLadder } from '../../../domain/cases/time-limits/ladder.js';
import { columnArrangementProcess } from '../../../workflows/arrangements/behaviour.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { at, calendar, qdn2015, shown } from '../../domain/cases/time-limits/seeded.js';
import { arrangementInput } from './arrangement.js';

const ENTRY = '00000000-0000-4000-8000-0000000000e1';

const begun = (...units: string[]): Promise<Simulation> =>
  new Simulation(columnArrangementProcess, arrangementInput(units), {
    stepResult: (name) => (name === 'settle' ? { answered: 1, silent: 1 } : { entries: 3 }),
  }).start();
const openNames = (year: Simulation): string[] => year.openTasks().map(({ name, unit }) => `${name} ${unit}`);
const factsOf = (year: Simulation): Record<string, unknown> =>
  Object.assign({}, ...year.events.flatMap((event) => (event.type === 'facts' ? [event.facts] : [])));
async function arranging(): Promise<Simulation> {
  const year = await begun('FGW');
  return year.complete('propose', 'propose');
}
async function published(): Promise<Simulation> {
  const year = await arranging();
  await year.complete('arrange', 'submit', {}, { account: 'editor' });
  return year.complete('approve', 'publish', {}, { account: 'reviewer' });
}

describe('proposals', () => {
  it('every unit gets its task at once, due on the day of the plan', async () => {
    const year = await begun('FGW', 'JYJ');

    expect(openNames(year)).toEqual(['propose FGW', 'propose JYJ', 'closeProposals XXB']);
    expect(new Set(year.openTasks().map(({ due }) => due))).toEqual(new Set(['2015-06-01']));
  });

  it('proposals end when all units have answered', async () => {
    const year = await begun('FGW', 'JYJ');
    await year.complete('propose', 'propose', {}, { key: 'FGW' });
    expect(openNames(year)).toEqual(['propose JYJ', 'closeProposals XXB']);
    await year.complete('propose', 'none', {}, { key: 'JYJ' });

    expect(openNames(year)).toEqual(['arrange XXB']);
    expect(factsOf(year)).toMatchObject({ year: 2015, units: 2, answered: 1, silent: 1 });
  });

  it('the info office closes proposals although units are silent', async () => {
    const year = await begun('FGW', 'JYJ');
    await year.complete('propose', 'propose', {}, { key: 'FGW' });
    await year.complete('closeProposals', 'close');

    expect(openNames(year)).toEqual(['arrange XXB']);
    expect(year.events.filter(({ type }) => type === 'task.closed').at(-1)).toMatchObject({
      type: 'task.closed',
    });
  });

  it('late proposals get a warning, then cards', () => {
    const ladder = computeLadder({
      ...{ policy: qdn2015, calendar, limit: 'arrangementProposal', due: '2015-06-01' },
      startedAt: at('2015-05-04T09:00'),
    })!;

    // 1 June 2015 is a Monday: three working days before it is Wednesday, the red card comes with the fifth after it.
    expect(shown(ladder)).toEqual({
      warning: '2015-05-27 08:30',
      due: '2015-06-02 00:00',
      yellow: '2015-06-02 00:00',
      red: '2015-06-08 00:00',
    });
  });
});

describe('the table', () => {
  it('the table is approved by another person than its editor', async () => {
    const year = await arranging();
    await year.complete('arrange', 'submit', {}, { account: 'editor' });

    await expect(year.complete('approve', 'publish', {}, { account: 'editor' })).rejects.toMatchObject({
      code: 'FOUR_EYES',
    });
  });

  it('a returned unit corrects its topics or stays silent', async () => {
    const year = await arranging();
    await year.complete('arrange', 'return', { unit: 'FGW' });
    expect(openNames(year)).toEqual(['revise FGW']);
    await year.complete('revise', 'revise');
    await year.complete('arrange', 'return', { unit: 'FGW' });
    await year.expire('revise');

    expect(openNames(year)).toEqual(['arrange XXB']);
  });

  it('a returned table goes back to the editor', async () => {
    const year = await arranging();
    await year.complete('arrange', 'submit', {}, { account: 'editor' });
    await year.complete('approve', 'return', {}, { account: 'reviewer' });

    expect(openNames(year)).toEqual(['arrange XXB']);
  });

  it('the table is changed only after its publication', async () => {
    const year = await arranging();
    await expect(year.message('change', { entry: ENTRY, kind: 'MONTH' })).rejects.toMatchObject({
      code: 'MESSAGE_NOT_EXPECTED',
    });

    const later = await published();
    await later.message('change', { entry: ENTRY, kind: 'MONTH' });
    await later.message('change', { entry: ENTRY, kind: 'CANCEL' });
    expect(factsOf(later)).toMatchObject({ entries: 3, changes: 2 });

    await later.complete('conclude', 'conclude');
    expect(later.result).toBe('concluded');
  });
});
