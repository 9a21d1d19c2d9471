import { useCallback, useEffect, useState } from 'react';
import { explain } from '../../../api/explain.js';
import { isUnknown } from '../../../api/problem.js';
import { readPreview, type Preview } from './api.js';

export type Reading =
  | { readonly is: 'reading' | 'missing' }
  | { readonly is: 'failed'; readonly why: string }
  /** `ahead`: how far the server's clock is ahead of this one, ms. */
  | { readonly is: 'read'; readonly preview: Preview; readonly ahead: number };

const OFTEN_MS = 10_000;
const SELDOM_MS = 60_000;

/** Reads an interview, and again while it may change: often around its start. What is shown stays when that fails. */
export function useInterview(id: string): readonly [Reading, () => void] {
  const [state, setState] = useState<Reading>({ is: 'reading' });
  const read = useCallback(async (): Promise<void> => {
    try {
      const preview = await readPreview(id);
      setState({ is: 'read', preview, ahead: Date.parse(preview.now) - Date.now() });
    } catch (error) {
      setState((before) =>
        before.is === 'read'
          ? before
          : isUnknown(error)
            ? { is: 'missing' }
            : { is: 'failed', why: explain(error) },
      );
    }
  }, [id]);
  useEffect(() => {
    setState({ is: 'reading' });
    void read();
  }, [read]);
  const every = intervalOf(state);
  useEffect(() => {
    if (every === undefined) return;
    const timer = setInterval(() => void read(), every);
    return () => clearInterval(timer);
  }, [every, read]);
  return [state, () => void read()];
}

function intervalOf(state: Reading): number | undefined {
  if (state.is !== 'read') return undefined;
  const { preview, ahead } = state;
  if (preview.state === 'published' || preview.state === 'calledOff') return undefined;
  const left = Date.parse(preview.liveAt) - (Date.now() + ahead);
  return preview.state === 'announced' && left < 5 * SELDOM_MS ? OFTEN_MS : SELDOM_MS;
}
