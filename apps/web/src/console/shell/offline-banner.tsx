import { useSyncExternalStore } from 'react';
import { t } from '../../messages/t.js';
import { Banner } from '../../ui/banner.js';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Lists stay readable and inputs usable; only sending waits. */
export function OfflineBanner() {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return isOnline ? null : (
    <div className="no-print">
      <Banner tone="warn">{t('common.offline')}</Banner>
    </div>
  );
}
