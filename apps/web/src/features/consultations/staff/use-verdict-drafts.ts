import { useEffect, useState, useSyncExternalStore } from 'react';
import { indexedDbDrafts } from '../../../lib/draft-store.js';
import { useMe } from '../../../lib/me.js';
import { remoteVerdicts } from '../consultation-api.js';
import { VerdictDraftSync, type VerdictDraftState } from '../verdict-draft-sync.js';

const device = indexedDbDrafts();

/** Verdicts that have been begun and not submitted, by what they answer: on this device and at the server. */
export function useVerdictDrafts(consultation: string): {
  readonly sync: VerdictDraftSync;
  readonly state: VerdictDraftState;
} {
  const { id } = useMe();
  const [sync] = useState(
    () => new VerdictDraftSync(`verdicts/${id}/${consultation}`, device, remoteVerdicts(consultation)),
  );
  const state = useSyncExternalStore(sync.subscribe, sync.get);
  useEffect(() => {
    void sync.load();
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') sync.leave();
    };
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      sync.leave();
    };
  }, [sync]);
  return { sync, state };
}
