import { useEffect, useState } from 'react';
import { indexedDbDrafts } from '../../../lib/draft-store.js';
import { useDrafts } from '../../../lib/use-drafts.js';

const device = indexedDbDrafts();

/**
 * The opinion that is being written, kept on this device until it is sent. Name and telephone are not kept: others may use the
 * same device.
 *
 * @param clause undefined: the draft as a whole
 */
export function useOpinionDraft(
  consultation: string,
  clause: number | undefined,
): {
  readonly body: string;
  readonly change: (body: string) => void;
  /** When it was saved last, epoch ms. */
  readonly savedAt: number | undefined;
  readonly forget: () => Promise<void>;
} {
  const key = `opinion/${consultation}/${clause ?? 'whole'}`;
  const [body, setBody] = useState('');
  const [savedAt, setSavedAt] = useState<number>();
  const drafts = useDrafts(device, setSavedAt);
  useEffect(() => {
    void drafts.load<string>(key).then((kept) => {
      if (!kept) return;
      // What has been typed meanwhile goes before.
      setBody((typed) => typed || kept.value);
      setSavedAt(kept.savedAt);
    });
  }, [drafts, key]);
  return {
    body,
    savedAt,
    change: (next) => {
      setBody(next);
      drafts.save(key, next, Date.now());
    },
    forget: async () => {
      setBody('');
      setSavedAt(undefined);
      await drafts.remove(key);
    },
  };
}
