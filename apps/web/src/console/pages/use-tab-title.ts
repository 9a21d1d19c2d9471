import { useEffect } from 'react';
import { t } from '../../messages/t.js';

/** Names the tab of the browser after a case while its page is open: several cases are open side by side. */
export function useTabTitle(subject: string | undefined): void {
  useEffect(() => {
    if (subject === undefined) return;
    const before = document.title;
    document.title = t('shell.tabTitle', { title: subject });
    return () => {
      document.title = before;
    };
  }, [subject]);
}
