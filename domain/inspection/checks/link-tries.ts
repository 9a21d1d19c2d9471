/**
 * When is a link broken? A site may be down for an hour: RULES.md 1.6 asks for three tries on two days. The tries are
 * data of the caller, who decides when to make the next one; this says what they amount to.
 */
export interface LinkTry {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly ok: boolean;
}

export interface RetryPolicy {
  /** Failed tries before a link is broken. @default 3 */
  readonly tries: number;
  /** Different days, in Asia/Shanghai, on which they must lie. @default 2 */
  readonly days: number;
}

export const RETRY_POLICY: RetryPolicy = { tries: 3, days: 2 };

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** Next morning, when an office would have mended its server. */
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

/** When to try again: at once while this day's tries are few, else the next morning; null when the verdict stands. */
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
