import { expect, it } from '@jest/globals';
import { limitLongSteps } from '../../activities/limit-long-steps.js';
import { processes } from '../../workflows/registry.js';

const LONG = 'service-item-campaign.inspect';

/** A long step whose runs end on request, beside a short activity. */
function someActivities() {
  const ends: (() => void)[] = [];
  const activities = {
    [LONG]: () => new Promise<string>((resolve) => ends.push(() => resolve('inspected'))),
    project: async () => 'projected',
  };
  return { ends, limited: limitLongSteps(activities, processes, 2) };
}
const call = (activities: Record<string, (argument: never) => Promise<unknown>>, type: string) =>
  activities[type]!({} as never);

it('a long step without a free slot fails for a retry, while others continue', async () => {
  const { ends, limited } = someActivities();
  const first = [call(limited, LONG), call(limited, LONG)];

  await expect(call(limited, LONG)).rejects.toMatchObject({
    type: 'NoPlaceForLongStep',
    nonRetryable: false,
    nextRetryDelay: '30 seconds',
  });
  expect(await call(limited, 'project')).toBe('projected');

  for (const end of ends) end();
  expect(await Promise.all(first)).toEqual(['inspected', 'inspected']);
});

it('the slot of a long step that has ended or failed goes to the next one', async () => {
  let failed = 0;
  const activities = { [LONG]: () => Promise.reject(new Error(`broken ${(failed += 1)}`)) };
  const limited = limitLongSteps(activities, processes, 1);

  await expect(call(limited, LONG)).rejects.toThrow('broken 1');
  await expect(call(limited, LONG)).rejects.toThrow('broken 2');
});
