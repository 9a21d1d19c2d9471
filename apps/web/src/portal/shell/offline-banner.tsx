import { useSyncExternalStore } from 'react';
import { t } from '../../messages/t.js';
import styles from './offline-banner.module.css';

/** Says that the network is gone, and that nothing is lost. */
export function OfflineBanner() {
  const online = useSyncExternalStore(
    listen,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status">
      {!online && (
        <p className={`${styles['banner']} no-print`}>
          <span className="wrap">{t('portal.offline')}</span>
        </p>
      )}
    </div>
  );
}

function listen(onChange: () => void): () => void {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
}
