import { Simulation } from '../../../../workflows/engine/analysis/simulation.js';
import { accountabilityProcess } from '../../../../workflows/cards/accountability/behaviour.js';
import { cardAppealProcess } from '../../../../workflows/cards/appeal/behaviour.js';

const NOON = Date.parse('2015-07-20T04:00:00Z');

describe('an appeal', () => {
  const appealed = () =>
    new Simulation(cardAppealProcess, { card: 'card-1', process: 'letter-1' }, { startAt: NOON }).start();

  it.each(['revoke', 'uphold', 'escalate'])(
    'the decision of the supervisor on an appeal becomes the state of the card: %s',
    async (decision) => {
      const appeal = await appealed();

      await appeal.complete('decide', decision);

      expect(appeal.steps).toEqual([
        { name: 'applyDecision', argument: { card: 'card-1', decision, at: NOON } },
      ]);
      expect(appeal.events).toContainEqual(expect.objectContaining({ type: 'facts', facts: { decision } }));
      expect(appeal.result).toBe('decided');
    },
  );

  it('an appeal has its own limit, and goes to the government office, not to the mailbox office', async () => {
    const appeal = await appealed();

    expect(appeal.openTasks().map(({ unit }) => unit)).toEqual(['ZFB']);
    expect(appeal.events).toContainEqual(
      expect.objectContaining({ type: 'clock.started', limit: 'cardDecision' }),
    );
    await expect(appeal.complete('decide', 'revoke', {}, { unit: 'QGZ' })).rejects.toMatchObject({
      code: 'UNIT_NOT_ALLOWED',
    });
  });
});

describe('accountability', () => {
  it.each(['talk', 'notice', 'recommendation', 'none'])(
    'accountability ends with the proposal of the supervisor: %s',
    async (outcome) => {
      const process = new Simulation(accountabilityProcess, {
        card: 'card-1',
        process: 'letter-1',
        unit: '522601',
      });
      await process.start();

      await process.complete('propose', outcome);

      expect(process.result).toBe(outcome);
      expect(process.events).toContainEqual(
        expect.objectContaining({ type: 'clock.started', limit: 'accountability' }),
      );
    },
  );
});
