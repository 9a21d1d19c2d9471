import { allHandlersFinished, condition, defineUpdate, setHandler } from '@temporalio/workflow';

/** Gives back what it is sent, so many times, and ends. */
export async function bare(updates: number): Promise<void> {
  let taken = 0;
  setHandler(defineUpdate<unknown, [unknown]>('command'), (sent) => {
    taken += 1;
    return sent;
  });
  await condition(() => taken === updates);
  await condition(allHandlersFinished);
}
