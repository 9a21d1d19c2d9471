import { factsOf, inProgress, openTasks } from './letter.js';

it("a supervisor's order (督办) leaves the open tasks as they are", async () => {
  const letter = await inProgress();
  const before = openTasks(letter);

  await letter.message('order', { kind: 'URGE' });

  expect(openTasks(letter)).toEqual(before);
});

it('a letter counts the orders that it was sent', async () => {
  const letter = await inProgress();

  await letter.message('order', { kind: 'URGE' });
  await letter.complete('draft', 'submit');
  await letter.message('order', { kind: 'ORDER' });

  expect(factsOf(letter).orders).toBe(2);
});
