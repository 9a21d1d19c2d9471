/**
 * Verdict on a link by its tries. A site may be down for an hour, so three tries on two days are required. The
 * caller stores the tries and makes the next one.
 */
export interface LinkTry {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly ok: boolean;
}

export interface RetryPolicy {
  /** Failed tries before a link is broken. @default 3 */
  readonly tries: number;
  /** Different days of Asia/Shanghai on which they must be. @default 2 */
  readonly days: number;
}

const RETRY_POLICY: RetryPolicy = { tries: 3, days: 2 };

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** The next morning, when an office would have fixed its server. */
const NEXT_TRY_HOUR = 10;

const dayOf = (instant: string): number => Math.floor((Date.parse(instant) + SHANGHAI_OFFSET_MS) / DAY_MS);

/** @returns `ok` once any try succeeded; `suspected` until enough have failed */
export function linkVerdict(
  tries: readonly LinkTry[],
  policy: RetryPolicy = RETRY_POLICY,
): 'ok' | 'suspected' | 'broken' {
  if (tries.some(({ ok }) => ok)) return 'ok';
  const days = new Set(tries.map(({ at }) => dayOf(at)));
  return tries.length >= policy.tries && days.size >= policy.days ? 'broken' : 'suspected';
}

/** Instant of the next try: at once while this day's tries are few, else the next morning; null for a final verdict. */
export function nextTryAt(tries: readonly LinkTry[], policy: RetryPolicy = RETRY_POLICY): string | null {
  const last = tries.at(-1);
  if (!last || linkVerdict(tries, policy) !== 'suspected') return null;
  const days = new Set(tries.map(({ at }) => dayOf(at))).size;
  const perDay = policy.tries - (policy.days - 1);
  const today = tries.filter(({ at }) => dayOf(at) === dayOf(last.at)).length;
  if (days >= policy.days || today < perDay) return last.at;
  const tomorrow = (dayOf(last.at) + 1) * DAY_MS + NEXT_TRY_HOUR * 3_600_000 - SHANGHAI_OFFSET_MS;
  return new Date(tomorrow).toISOString();
}
