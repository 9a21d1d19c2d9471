import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

/** Implemented in domain/cases/sla-monitor. */
export interface SlaMonitorActivities {
  issueDueCards(request: { readonly now: number }): Promise<{ readonly nextAt: number }>;
}

// Unlimited attempts: while the database is unavailable the SLA monitor waits, and then catches up.
const { issueDueCards } = proxyActivities<SlaMonitorActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds' },
});

/** A threshold is reached at this instant (epoch ms), before the end of the SLA monitor's sleep. */
export const wakeSignal = defineSignal<[at: number]>('wake');

const TURNS = 500;

/**
 * Raises all cards that are due, for all processes: one durable workflow (id `sla-monitor`) that runs one set-based activity
 * a turn and sleeps until the next threshold of any ladder. A timer for each threshold would mean thousands of timers in the
 * same minute; and a stuck process still gets its cards.
 *
 * The instant of a turn is the workflow's, so that tests which skip time agree with it.
 */
export async function slaMonitor(): Promise<never> {
  let wakeAt = Infinity;
  setHandler(wakeSignal, (at) => void (wakeAt = Math.min(wakeAt, at)));

  for (let turn = 1; ; turn += 1) {
    wakeAt = Infinity; // a turn sees thresholds signalled before it begins, perhaps not those signalled during it
    const { nextAt } = await issueDueCards({ now: Date.now() });
    // The next run begins with a turn at once, so it needs no arguments.
    if (turn >= TURNS || workflowInfo().continueAsNewSuggested) await continueAsNew<typeof slaMonitor>();

    for (let until = nextAt; Date.now() < until;) {
      const asleep = until;
      await condition(() => wakeAt < asleep, asleep - Date.now());
      until = Math.min(asleep, wakeAt);
    }
  }
}
