import { at, LateLetters } from '../support/cards.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(async () => {
  letters.log.length = 0;
  await letters.query('TRUNCATE process, clock, card, timeline_entry, supervision_event, command, incident');
});

const STARTED = '2015-07-08T10:00:00'; // due at the end of Wednesday the 15th
const incidents = () => letters.query('SELECT process_id, kind FROM incident');

async function late(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = await letters.letter();
    await letters.clock(id, { startedAt: STARTED });
    ids.push(id);
  }
  return ids;
}
/** Names a policy that there is not. */
const poison = (id: string) =>
  letters.query('UPDATE clock SET policy_version = 99 WHERE process_id = $1', [id]);
const mend = (id: string) =>
  letters.query(
    'UPDATE clock SET policy_version = (SELECT min(policy_version) FROM clock) WHERE process_id = $1',
    [id],
  );

describe('a clock whose cards cannot be raised', () => {
  it('a clock that fails is skipped with the id of its process, and all others get their cards in the same turn', async () => {
    const ids = await late(40);
    const bad = ids[17]!;
    await poison(bad);

    await letters.turn('2015-07-16T00:00:00');

    for (const id of ids.filter((one) => one !== bad))
      expect(await letters.ladderOf(id)).toEqual(['warning issued', 'yellow pending']);
    expect(await letters.ladderOf(bad)).toEqual([]);
    expect(await incidents()).toEqual([{ process_id: bad, kind: 'clock' }]);
    expect(letters.log).toMatchObject([{ process: bad, clock: 1 }]);
  });

  it('a skipped clock neither keeps the SLA monitor awake nor counts as its lag', async () => {
    const [bad] = await late(1);
    await poison(bad!);

    const turn = await letters.turn('2015-07-16T00:00:00');

    expect(turn.nextAt).toBeGreaterThanOrEqual(at('2015-07-16T00:05:00'));
  });

  it('a skipped clock is retried after some minutes, and its incident is resolved with its cards', async () => {
    const [bad] = (await late(2)) as [string, string];
    await poison(bad);
    await letters.turn('2015-07-16T00:00:00');
    await mend(bad);

    await letters.turn('2015-07-16T00:09:00');
    expect(await letters.ladderOf(bad)).toEqual([]);
    await letters.turn('2015-07-16T00:10:00');

    expect(await letters.ladderOf(bad)).toEqual(['warning issued', 'yellow pending']);
    expect(await incidents()).toEqual([]);
    expect(await letters.query('SELECT 1 FROM clock WHERE error IS NOT NULL')).toEqual([]);
  });

  it('a skipped clock does not affect the other clock of its process', async () => {
    const [id] = (await late(2)) as [string, string];
    await letters.clock(id, { number: 2, limit: 'sign', startedAt: STARTED });
    await letters.query('UPDATE clock SET policy_version = 99 WHERE process_id = $1 AND number = 1', [id]);

    await letters.turn('2015-07-16T00:00:00');

    const cards = await letters.cardsOf(id);
    expect(new Set(cards.map(({ clock }) => clock))).toEqual(new Set([2]));
  });
});

describe('a card that cannot be issued', () => {
  it('a card that cannot be issued is skipped, and all others are issued in the same turn', async () => {
    const ids = await late(10);
    const bad = ids[3]!;
    await letters.turn('2015-07-16T00:00:00');
    await letters.query(`UPDATE card SET policy_version = 99 WHERE process_id = $1 AND level = 'yellow'`, [
      bad,
    ]);

    await letters.turn('2015-07-16T09:30:00');

    for (const id of ids.filter((one) => one !== bad))
      expect(await letters.ladderOf(id)).toEqual(['warning issued', 'yellow issued']);
    expect(await letters.ladderOf(bad)).toEqual(['warning issued', 'yellow pending']);
    expect(await incidents()).toEqual([{ process_id: bad, kind: 'clock' }]);
  });
});
