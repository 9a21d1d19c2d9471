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

// No limit to the attempts: while the database is away the SLA monitor waits, and then catches up.
const { issueDueCards } = proxyActivities<SlaMonitorActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds' },
});

/** Somebody has started a clock whose next threshold is reached at this instant, earlier than the SLA monitor sleeps. */
export const wakeSignal = defineSignal<[at: number]>('wake');

const TURNS = 500;

/**
 * Raises every card that comes due, for all processes at once: one durable workflow (id `sla-monitor`) that does
 * one set-based activity a turn and sleeps until the next threshold of any ladder. A process of its own timer for each threshold
 * would be thousands of timers at the same minute; and a process that is stuck still gets its cards.
 *
 * The instant acted on is the workflow's own, so that tests which skip time see the same world.
 */
export async function slaMonitor(): Promise<never> {
  let wakeAt = Infinity;
  setHandler(wakeSignal, (at) => void (wakeAt = Math.min(wakeAt, at)));

  for (let turn = 1; ; turn += 1) {
    wakeAt = Infinity; // what was told before a turn begins, the turn sees; what is told during it may be too late for it
    const { nextAt } = await issueDueCards({ now: Date.now() });
    // The next run begins with a turn at once, so nothing has to be handed over.
    if (turn >= TURNS || workflowInfo().continueAsNewSuggested) await continueAsNew<typeof slaMonitor>();

    for (let until = nextAt; Date.now() < until;) {
      const asleep = until;
      await condition(() => wakeAt < asleep, asleep - Date.now());
      until = Math.min(asleep, wakeAt);
    }
  }
}
