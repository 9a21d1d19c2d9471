import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { changeAppearance } from '../../../lib/appearance.js';
import { areSingleKeysOn, switchSingleKeys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { useAppearance } from '../../../lib/use-appearance.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { Switch } from '../../../ui/switch.js';
import styles from './me-page.module.css';
import { useSignOut } from './use-sign-out.js';

/** Who is signed in, and how this browser shows the console. */
export function MePage() {
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
      <Display />
    </div>
  );
}

function Display() {
  const { size, contrast, isDark } = useAppearance();
  const [areKeysOn, setKeysOn] = useState(areSingleKeysOn);
  return (
    <section className={styles.panel} aria-labelledby="display">
      <h2 id="display">{t('session.display')}</h2>
      <div className={styles.choices}>
        <SegmentedChoice
          label={t('session.theme')}
          value={isDark ? 'dark' : 'light'}
          options={[
            { id: 'light', name: t('common.lightTheme') },
            { id: 'dark', name: t('common.darkTheme') },
          ]}
          onChange={(theme) => changeAppearance({ theme: theme as 'light' | 'dark' })}
        />
        <Switch
          isSelected={size === 'large'}
          onChange={(on) => changeAppearance({ size: on ? 'large' : undefined })}
        >
          {t('common.largeText')}
        </Switch>
        <Switch
          isSelected={contrast === 'high'}
          onChange={(on) => changeAppearance({ contrast: on ? 'high' : undefined })}
        >
          {t('common.highContrast')}
        </Switch>
        <Switch
          isSelected={areKeysOn}
          note={t('shell.singleKeysNote')}
          onChange={(on) => {
            switchSingleKeys(on);
            setKeysOn(on);
          }}
        >
          {t('shell.singleKeys')}
        </Switch>
      </div>
    </section>
  );
}
