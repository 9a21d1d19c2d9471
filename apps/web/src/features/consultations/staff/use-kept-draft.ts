import { useEffect, useState } from 'react';
import { indexedDbDrafts } from '../../../lib/draft-store.js';
import { useMe } from '../../../lib/me.js';
import { useDrafts } from '../../../lib/use-drafts.js';
import type { DraftValues } from '../draft-values.js';

const device = indexedDbDrafts();

/** What has been typed into the form of a draft and not saved: kept on this device until it is. */
export function useKeptDraft(
  consultation: string,
  saved: DraftValues,
): {
  readonly values: DraftValues;
  readonly change: (part: Partial<DraftValues>) => void;
  readonly forget: () => void;
  readonly isUnsaved: boolean;
} {
  const key = `consultation-draft/${useMe().id}/${consultation}`;
  const [typed, setTyped] = useState<Partial<DraftValues>>({});
  const drafts = useDrafts(device);
  useEffect(() => {
    void drafts
      .load<Partial<DraftValues>>(key)
      .then((found) => found && setTyped((now) => ({ ...found.value, ...now })));
  }, [drafts, key]);
  return {
    values: { ...saved, ...typed },
    change: (part) =>
      setTyped((before) => {
        const next = { ...before, ...part };
        drafts.save(key, next, Date.now());
        return next;
      }),
    forget: () => {
      setTyped({});
      void drafts.remove(key);
    },
    isUnsaved: Object.keys(typed).length > 0,
  };
}
