import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followDesk, type Presence } from '../desk-events.js';

/** Events of this long are one reading, ms. */
const GATHER_MS = 250;
/** While nothing arrives, ms. */
const POLL_MS = 5_000;
const STALE_WHILE_DOWN = ['interview', 'interview-questions', 'interview-utterances'] as const;

export interface Desk {
  /** Null before it is known, and for those whose work is not at the desk. */
  readonly presence: Presence | null;
  /** Whether the connection was there and is lost. */
  readonly isLost: boolean;
}

/** Keeps the interview up to date while its page is open, and is the sign that one is at the desk. @param isOn who may follow */
export function useDesk(id: string, isOn: boolean): Desk {
  const queries = useQueryClient();
  const [presence, setPresence] = useState<Presence | null>(null);
  const [state, setState] = useState<'new' | 'up' | 'down' | 'refused'>('new');
  useEffect(() => {
    if (!isOn) return;
    const stale = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      for (const key of stale) void queries.invalidateQueries({ queryKey: [key, id] });
      stale.clear();
    };
    const stop = followDesk(id, {
      onStale: (keys) => {
        keys.forEach((key) => stale.add(key));
        timer ??= setTimeout(refresh, GATHER_MS);
      },
      onPresence: setPresence,
      onState: (isUp) => setState(isUp === undefined ? 'refused' : isUp ? 'up' : 'down'),
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [id, isOn, queries]);
  const isDown = isOn && (state === 'down' || state === 'refused');
  useEffect(() => {
    if (!isDown) return;
    const timer = setInterval(() => {
      for (const key of STALE_WHILE_DOWN) void queries.invalidateQueries({ queryKey: [key, id] });
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [id, isDown, queries]);
  return { presence, isLost: isDown };
}
