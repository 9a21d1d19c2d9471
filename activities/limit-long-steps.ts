import { ApplicationFailure } from '@temporalio/common';
import type { Process } from '../workflows/engine/definition/process.js';

type Activities = Readonly<Record<string, (argument: never) => Promise<unknown>>>;

/** Long steps at the same time: half of a worker's slots remain for all other activities. */
const MOST_LONG_STEPS = 50;
/** Delay before a step that was turned away is retried, by any worker with a free slot. */
const RETRY_IN = '30 seconds';

/**
 * Limits the number of running steps that may take hours (`hours` in the definition). Further ones fail at once, and
 * Temporal retries them: a step that waited here would keep a slot, and with all slots taken no process could be projected
 * and no card issued.
 */
export function limitLongSteps<A extends Activities>(
  activities: A,
  processes: readonly Process[],
  most: number = MOST_LONG_STEPS,
): A {
  let running = 0;
  const limited = (activity: Activities[string]): Activities[string] => {
    return async (argument) => {
      if (running >= most)
        throw ApplicationFailure.create({
          type: 'NoPlaceForLongStep',
          message: `${most} long steps run on this worker already`,
          nextRetryDelay: RETRY_IN,
        });
      running += 1;
      try {
        return await activity(argument);
      } finally {
        running -= 1;
      }
    };
  };
  const long = processes.flatMap(({ definition: { key, steps = {} } }) =>
    Object.entries(steps).flatMap(([step, { hours }]) => (hours === undefined ? [] : [`${key}.${step}`])),
  );
  const wrapped = long.flatMap((type) => {
    const activity = activities[type];
    return activity ? [[type, limited(activity)] as const] : [];
  });
  return { ...activities, ...Object.fromEntries(wrapped) };
}
