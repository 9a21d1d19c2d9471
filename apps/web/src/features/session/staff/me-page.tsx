import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { Display } from './display.js';
import styles from './me-page.module.css';
import { OwnPassword } from './own-password.js';
import { OwnSecondFactor } from './own-second-factor.js';
import { OwnSessions } from './own-sessions.js';
import { useSignOut } from './use-sign-out.js';

/** Who is signed in, and how the console is shown. @param switches of other features */
export function MePage({ switches }: { readonly switches?: ReactNode }) {
  const { title, username, unitName, roleTitles } = useMe();
  const signOut = useSignOut();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{title}</h1>
      <section className={styles.panel} aria-labelledby="account">
        <h2 id="account">{t('session.account')}</h2>
        <dl className={styles.facts}>
          <dt>{t('session.username')}</dt>
          <dd>{username}</dd>
          <dt>{t('session.unit')}</dt>
          <dd>{unitName}</dd>
          <dt>{t('session.roles')}</dt>
          <dd>{roleTitles.map((role) => role.title).join('、')}</dd>
        </dl>
        <Button onPress={() => void signOut()}>
          <LogOut size={16} aria-hidden />
          {t('common.signOut')}
        </Button>
        <p className={styles.note}>{t('session.signOutNote')}</p>
      </section>
      <OwnPassword />
      <OwnSecondFactor />
      <OwnSessions />
      <Display>{switches}</Display>
    </div>
  );
}
