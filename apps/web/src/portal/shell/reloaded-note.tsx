import { useState } from 'react';
import { useHydrated } from '../../lib/use-hydrated.js';
import { wasReloaded } from '../../lib/reload-after-deployment.js';
import { t } from '../../messages/t.js';
import styles from './offline-banner.module.css';

/** Says why the page has reloaded itself. */
export function ReloadedNote() {
  return useHydrated() ? <Note /> : null;
}

function Note() {
  const [isShown] = useState(wasReloaded);
  return isShown ? (
    <p role="status" className={`${styles['banner']} no-print`}>
      <span className="wrap">{t('portal.reloaded')}</span>
    </p>
  ) : null;
}
