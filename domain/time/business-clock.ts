import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The business instant of a request: everything that it stores, numbers, compares and answers uses the same one. Outside of a
 * request (the worker's activities) it is this program's clock. Never use the database's `now()` for business, which is
 * another clock; `now()` and `Date.now()` are for housekeeping.
 */
interface RequestInstant {
  readonly at: number;
  /** Set when the request ends: background work that it started must not keep its instant. */
  ended: boolean;
}

const current = new AsyncLocalStorage<RequestInstant>();

/** Epoch ms. */
export function businessNow(): number {
  const request = current.getStore();
  return request && !request.ended ? request.at : Date.now();
}

export const businessDate = (): Date => new Date(businessNow());

/** The instant of a request, from its arrival to its answer. */
export class RequestClock {
  private readonly request: RequestInstant;

  /** @param at epoch ms */
  constructor(at: number) {
    this.request = { at, ended: false };
  }

  run<T>(work: () => T): T {
    return current.run(this.request, work);
  }

  end(): void {
    this.request.ended = true;
  }
}
