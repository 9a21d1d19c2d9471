import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { Accessibility, Contrast, Moon, Type } from 'lucide-react';
import { appearance, changeAppearance } from '../../lib/appearance.js';
import { useSite } from '../../lib/site.js';
import { t } from '../../messages/t.js';
import styles from './utility-bar.module.css';

/** Whose site this is, and how it is shown. */
export function UtilityBar() {
  const site = useSite();
  const [{ size, contrast, theme }, setShown] = useState(appearance);
  const change = (next: Parameters<typeof changeAppearance>[0]) => {
    changeAppearance(next);
    setShown(appearance());
  };
  return (
    <div className={`${styles['bar']} no-print`}>
      <div className={`wrap ${styles['row']}`}>
        <span className={styles['whose']}>
          <span className={styles['government']}>{t('portal.government')}</span>
          {site?.demo && <b className={styles['demo']}>{t('portal.demo')}</b>}
        </span>
        <div role="group" aria-label={t('portal.appearance')} className={styles['tools']}>
          <button
            type="button"
            aria-pressed={size === 'large'}
            onClick={() => change({ size: size === 'large' ? undefined : 'large' })}
          >
            <Type aria-hidden />
            {t('common.largeText')}
          </button>
          <button
            type="button"
            aria-pressed={contrast === 'high'}
            onClick={() => change({ contrast: contrast === 'high' ? undefined : 'high' })}
          >
            <Contrast aria-hidden />
            {t('common.highContrast')}
          </button>
          <button
            type="button"
            aria-pressed={theme === 'dark'}
            // High contrast is black on white.
            disabled={contrast === 'high'}
            onClick={() => change({ theme: theme === 'dark' ? undefined : 'dark' })}
          >
            <Moon aria-hidden />
            {t('common.darkTheme')}
          </button>
          <Link to="/accessibility">
            <Accessibility aria-hidden />
            {t('portal.accessibility')}
          </Link>
        </div>
      </div>
    </div>
  );
}
