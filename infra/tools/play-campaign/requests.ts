import type { ServedSite } from '../service-sites/serve.js';

export interface PhaseRequests {
  readonly requests: number;
  readonly addresses: number;
  /** Requests beyond the first for an address. A failed link is tried twice on purpose. */
  readonly repeated: number;
}

type Phase = 'rechecks' | 'full recheck';

/** Requests to a site in the phases of a campaign, counted by the site. */
export class Requests {
  private readonly marks = new Map<Phase, ReadonlyMap<string, number>>();

  constructor(private readonly served: Pick<ServedSite, 'asked'>) {}

  /** Starts a phase; the first call counts. */
  mark(phase: Phase): void {
    if (!this.marks.has(phase)) this.marks.set(phase, new Map(this.served.asked));
  }

  until = (phase: Phase): PhaseRequests => difference(new Map(), this.at(phase));
  between = (from: Phase, to: Phase): PhaseRequests => difference(this.at(from), this.at(to));
  since = (phase: Phase): PhaseRequests => difference(this.at(phase), this.served.asked);

  private at(phase: Phase): ReadonlyMap<string, number> {
    return this.marks.get(phase) ?? this.served.asked;
  }
}

function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): PhaseRequests {
  const counts = [...after]
    .map(([path, times]) => times - (before.get(path) ?? 0))
    .filter((times) => times > 0);
  const requests = counts.reduce((sum, times) => sum + times, 0);
  return { requests, addresses: counts.length, repeated: requests - counts.length };
}
