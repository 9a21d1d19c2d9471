import { useNavigate } from '@tanstack/react-router';
import { Contrast, LogOut, Moon, Settings, Sun, Type, UserRound } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { useSignOut } from '../../features/session/staff/use-sign-out.js';
import { useMe } from '../../lib/me.js';
import { useChangePreferences, type Preferences } from '../../lib/preferences.js';
import { useAppearance } from '../../lib/use-appearance.js';
import { t } from '../../messages/t.js';
import { Menu } from '../../ui/menu.js';
import styles from './rail.module.css';

/** Who is signed in, how pages look, and the way out. */
export function AccountMenu() {
  const { title } = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { size, contrast, isDark } = useAppearance();
  const apply = useChangePreferences();
  const change = (next: Preferences) => (): void => apply(next);
  return (
    <Menu
      label={t('shell.account')}
      trigger={
        <Button className={styles.account!}>
          <span className={styles.avatar} aria-hidden>
            {title.split(' ').at(-1)!.slice(0, 1)}
          </span>
          <span className={styles.who}>{title}</span>
          <span className="visually-hidden">{t('shell.account')}</span>
          <Settings size={16} aria-hidden />
        </Button>
      }
      groups={[
        [{ id: 'me', name: t('shell.me'), icon: UserRound, run: () => void navigate({ to: '/me' }) }],
        [
          isDark
            ? { id: 'theme', name: t('common.lightTheme'), icon: Sun, run: change({ theme: 'light' }) }
            : { id: 'theme', name: t('common.darkTheme'), icon: Moon, run: change({ theme: 'dark' }) },
          {
            id: 'size',
            name: t(size ? 'common.normalText' : 'common.largeText'),
            icon: Type,
            run: change({ textSize: size ? 'normal' : 'large' }),
          },
          {
            id: 'contrast',
            name: t(contrast ? 'common.normalContrast' : 'common.highContrast'),
            icon: Contrast,
            run: change({ contrast: contrast ? 'normal' : 'high' }),
          },
        ],
        [{ id: 'out', name: t('common.signOut'), icon: LogOut, run: () => void signOut() }],
      ]}
    />
  );
}
