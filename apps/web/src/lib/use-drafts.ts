import { useEffect, useState } from 'react';
import { Drafts, type DraftStore } from './drafts.js';

/**
 * Saves after a pause, and at once when the page is hidden or left: phones close pages without a word.
 *
 * @param store the first one stays
 * @param onSaved epoch ms
 */
export function useDrafts(store: DraftStore, onSaved: (at: number) => void = () => undefined): Drafts {
  const [drafts] = useState(() => new Drafts(store, ({ savedAt }) => onSaved(savedAt)));
  useEffect(() => {
    const onHidden = () => document.visibilityState === 'hidden' && void drafts.flush();
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      void drafts.flush();
    };
  }, [drafts]);
  return drafts;
}
