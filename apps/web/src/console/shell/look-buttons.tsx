import { Contrast, Moon, Type } from 'lucide-react';
import { useChangePreferences } from '../../lib/preferences.js';
import { useAppearance } from '../../lib/use-appearance.js';
import { t } from '../../messages/t.js';
import { IconButton } from '../../ui/icon-button.js';
import styles from './top-bar.module.css';

/** How pages look, one click each; kept with the account. */
export function LookButtons() {
  const { size, contrast, isDark } = useAppearance();
  const change = useChangePreferences();
  return (
    <div role="group" aria-label={t('shell.look')} className={styles.look}>
      <IconButton
        icon={Type}
        label={t('common.largeText')}
        aria-pressed={size === 'large'}
        onPress={() => change({ textSize: size ? 'normal' : 'large' })}
      />
      <IconButton
        icon={Contrast}
        label={t('common.highContrast')}
        aria-pressed={contrast === 'high'}
        onPress={() => change({ contrast: contrast ? 'normal' : 'high' })}
      />
      <IconButton
        icon={Moon}
        label={t('common.darkTheme')}
        aria-pressed={isDark}
        // High contrast is black on white.
        isDisabled={contrast === 'high'}
        onPress={() => change({ theme: isDark ? 'light' : 'dark' })}
      />
    </div>
  );
}
