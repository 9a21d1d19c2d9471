import { explore } from '../../../workflows/engine/analysis/explore.js';
import { mailboxLetterProcess } from '../../../workflows/letters/behaviour.js';

const { definition } = mailboxLetterProcess;
const exploring = explore(mailboxLetterProcess);

it.each(
  Object.entries(definition.tasks).flatMap(([name, task]) => [
    ...Object.keys(task.outcomes).map((outcome) => `${name}/${outcome}`),
    ...(task.expires ? [`${name}/expired`] : []),
  ]),
)('the outcome %s lies on a path to an end', async (outcome) => {
  const { paths } = await exploring;

  expect(paths.flat()).toContain(outcome);
});

it('the paths of a letter reach exactly the ends of its definition', async () => {
  const { edges } = await exploring;

  const ends = edges.flatMap(({ to }) => (to.startsWith('end:') ? [to.slice('end:'.length)] : []));
  expect([...new Set(ends)].sort()).toEqual(Object.keys(definition.ends).sort());
});
