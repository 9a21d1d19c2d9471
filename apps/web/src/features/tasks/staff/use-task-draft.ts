import { useEffect, useState, useSyncExternalStore } from 'react';
import { useMe } from '../../../lib/me.js';
import { deviceDrafts, draftKey } from '../device-drafts.js';
import type { TaskDetail } from '../api.js';
import { remoteDrafts } from '../draft-api.js';
import { DraftSync, type DraftState } from '../draft-sync.js';

/** The draft of a task: loaded with the form, saved while it is filled in, looked for again when somebody comes back. */
export function useTaskDraft({ id, hasDraft }: Pick<TaskDetail, 'id' | 'hasDraft'>): {
  readonly sync: DraftSync;
  readonly state: DraftState;
} {
  const me = useMe();
  const [sync] = useState(() => new DraftSync(id, draftKey(me, id), deviceDrafts, remoteDrafts));
  const state = useSyncExternalStore(sync.subscribe, sync.get);
  useEffect(() => {
    if (sync.get().isLoaded) void (hasDraft && sync.heard());
    else void sync.load(hasDraft);
  }, [sync, hasDraft]);
  useEffect(() => {
    const look = (): void => void (sync.hasRemote && sync.look());
    const onVisible = (): void => {
      if (document.visibilityState === 'hidden') sync.leave();
      else look();
    };
    document.addEventListener('visibilitychange', onVisible);
    addEventListener('focus', look);
    addEventListener('online', look);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      removeEventListener('focus', look);
      removeEventListener('online', look);
      sync.leave();
    };
  }, [sync]);
  return { sync, state };
}
