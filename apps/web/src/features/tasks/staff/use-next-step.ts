import { useEffect, useState } from 'react';
import type { TaskItem } from '../api.js';

/** How long the next step of a process is waited for, ms: it comes when the process has gone on. */
const PATIENCE_MS = 5_000;

interface Awaited {
  readonly processId: string;
  /** The step that has just been done. */
  readonly done: string;
  /** What is opened when the next step does not come. */
  readonly otherwise: string | undefined;
}

/**
 * After a step whose next one is the same account's, opens that one as soon as it is in the list.
 *
 * @returns whether it is awaited, and how to await one
 */
export function useNextStep(
  rows: readonly TaskItem[],
  open: (id: string | undefined) => void,
): { readonly isAwaited: boolean; readonly await: (next: Awaited) => void } {
  const [awaited, setAwaited] = useState<Awaited>();
  const next = rows.find(({ id, processId }) => processId === awaited?.processId && id !== awaited.done)?.id;
  useEffect(() => {
    if (!awaited) return;
    const go = (to: string | undefined): void => {
      setAwaited(undefined);
      open(to);
    };
    const timer = setTimeout(() => go(next ?? awaited.otherwise), next === undefined ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [awaited, next, open]);
  return { isAwaited: awaited !== undefined, await: setAwaited };
}
