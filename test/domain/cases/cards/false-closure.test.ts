import { createFalseClosureCard } from '../../../../activities/cards.activities.js';
import { LateLetters } from '../../../support/cards.js';
import { qdn2015 } from '../time-limits/seeded.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());

describe('a false closure (C6)', () => {
  const raise = async (process: string): Promise<void> => {
    const { database, policies, cards } = letters;
    const step = createFalseClosureCard({ dataSource: database.dataSource, policies, cards });
    await step({ process, argument: { unit: '522601' } });
  };

  it('a false closure gets one red card at once, which nobody can stop', async () => {
    const letter = await letters.letter();

    await raise(letter);
    await raise(letter);

    expect(await letters.cardsOf(letter)).toMatchObject([
      { level: 'red', state: 'issued', threshold: 'falseClosure', points: 10 },
    ]);
    expect(await letters.eventsOf(letter)).toMatchObject([
      {
        type: 'duban.card.red',
        data: { clock: 'C6', issuedBy: 'AUTO', policyVersion: `QDN-2015/${qdn2015.version}` },
      },
    ]);
  });

  it('a false closure raises no card where the policy leaves it to people', async () => {
    await letters.query(`UPDATE policy SET body = jsonb_set(body, '{immediate,falseClosure}', '"manual"')`);
    letters.policies.invalidate();
    const letter = await letters.letter();

    await raise(letter);

    expect(await letters.cardsOf(letter)).toEqual([]);
  });
});
