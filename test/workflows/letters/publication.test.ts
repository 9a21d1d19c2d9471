import { CENTRE, factsOf, openTasks, replied } from './letter.js';

const closed = async (wantsPublic: boolean) => (await replied({ wantsPublic })).complete('rate', 'satisfied');

it('a reviewer decides on publication when the citizen consents', async () => {
  const letter = await closed(true);

  expect(openTasks(letter)).toEqual([`list ${CENTRE}`]);
});

it.each([
  ['publish', true],
  ['keep', false],
])('the outcome %s closes a letter with listed = %s', async (outcome, listed) => {
  const letter = await closed(true);

  await letter.complete('list', outcome);

  expect([letter.result, factsOf(letter).listed]).toEqual(['closed', listed]);
});

it('a letter whose citizen does not consent closes without a decision on publication', async () => {
  const letter = await closed(false);

  expect(letter.result).toBe('closed');
  expect(factsOf(letter).listed).toBeUndefined();
});
