import { createContext, useContext, useEffect } from 'react';
import type { Live } from './live.js';

/** The stream of the account; null before it is opened. The shell of the console provides it. */
export const LiveContext = createContext<Live | null>(null);

/** Keeps the pages of a process up to date while they are open. @param processId undefined: none yet */
export function useFollow(processId: string | undefined): void {
  const live = useContext(LiveContext);
  useEffect(() => (processId === undefined ? undefined : live?.follow(processId)), [live, processId]);
}
