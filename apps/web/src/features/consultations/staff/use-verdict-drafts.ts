import { useCallback, useEffect, useState } from 'react';
import { indexedDbDrafts } from '../../../lib/draft-store.js';
import { useMe } from '../../../lib/me.js';
import { useDrafts } from '../../../lib/use-drafts.js';
import type { Verdict } from '../feedback-groups.js';

/** A verdict that has been begun. */
export interface VerdictDraft {
  readonly verdict: Verdict | undefined;
  readonly reason: string;
}
type Kept = Readonly<Record<string, VerdictDraft>>;

const device = indexedDbDrafts();
const NOTHING: VerdictDraft = { verdict: undefined, reason: '' };

/** Verdicts that have been begun and not submitted, kept on this device by what they answer. */
export function useVerdictDrafts(consultation: string): {
  readonly of: (key: string) => VerdictDraft;
  readonly has: (key: string) => boolean;
  readonly change: (key: string, draft: VerdictDraft) => void;
  readonly forget: (keys: readonly string[]) => void;
  readonly savedAt: number | undefined;
} {
  const key = `verdicts/${useMe().id}/${consultation}`;
  const [kept, setKept] = useState<Kept>({});
  const [savedAt, setSavedAt] = useState<number>();
  const drafts = useDrafts(device, setSavedAt);
  useEffect(() => {
    void drafts.load<Kept>(key).then((found) => found && setKept((typed) => ({ ...found.value, ...typed })));
  }, [drafts, key]);
  const update = useCallback(
    (change: (before: Kept) => Kept) =>
      setKept((before) => {
        const next = change(before);
        drafts.save(key, next, Date.now());
        return next;
      }),
    [drafts, key],
  );
  return {
    of: (unit) => kept[unit] ?? NOTHING,
    has: (unit) => kept[unit] !== undefined,
    change: useCallback((unit, draft) => update((before) => ({ ...before, [unit]: draft })), [update]),
    forget: useCallback(
      (units) =>
        update((before) =>
          Object.fromEntries(Object.entries(before).filter(([unit]) => !units.includes(unit))),
        ),
      [update],
    ),
    savedAt,
  };
}
