import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { liveOf, type Live } from '../../lib/live.js';
import { useMe } from '../../lib/me.js';
import { LiveContext } from '../../lib/use-live.js';
import { COUNTED, LIVE_KEYS, staleKeys } from './stale-keys.js';

/** Events of this long are one reading, ms: a busy office changes something every second. */
const GATHER_MS = 500;
/** Counting saved views and figures costs a query each. */
const GATHER_COUNTS_MS = 15_000;
const POLL_MS = 30_000;

/** Opens the stream of the account, and reads anew what its events name. Polls while nothing arrives. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const { id } = useMe();
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    const opened = liveOf(id);
    setLive(opened);
    return () => {
      setLive(null);
      opened.stop();
    };
  }, [id]);
  return (
    <LiveContext value={live}>
      {live && <Refresh live={live} />}
      {children}
    </LiveContext>
  );
}

function Refresh({ live }: { readonly live: Live }) {
  const queries = useQueryClient();
  const isUp = useSyncExternalStore(live.onState, () => live.state() === 'up');
  useEffect(() => {
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const refreshSoon = (queryKey: QueryKey): void => {
      const name = JSON.stringify(queryKey);
      if (timers.has(name)) return;
      const refresh = (): void => {
        timers.delete(name);
        void queries.invalidateQueries({ queryKey });
      };
      timers.set(name, setTimeout(refresh, COUNTED.has(queryKey[0]) ? GATHER_COUNTS_MS : GATHER_MS));
    };
    const stop = live.listen((event) => staleKeys(event).forEach(refreshSoon));
    return () => {
      stop();
      timers.forEach((timer) => clearTimeout(timer));
    };
  }, [live, queries]);
  useEffect(() => {
    if (isUp) return;
    const timer = setInterval(() => {
      for (const queryKey of LIVE_KEYS) void queries.invalidateQueries({ queryKey });
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [isUp, queries]);
  return null;
}
