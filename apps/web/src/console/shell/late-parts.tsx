import { useIsFetching } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sendForLateParts } from '../../lib/late.js';

/** Sends for the files of what is hidden, once the page has what it shows. */
export function LateParts() {
  const isReading = useIsFetching() > 0;
  const isOpen = useRouterState({ select: ({ status }) => status === 'idle' });
  useEffect(() => {
    if (isReading || !isOpen) return;
    const waiting = setTimeout(sendForLateParts, QUIET_MS);
    return () => clearTimeout(waiting);
  }, [isReading, isOpen]);
  return null;
}

/** Between two things that a page reads there may be a pause. */
const QUIET_MS = 100;
