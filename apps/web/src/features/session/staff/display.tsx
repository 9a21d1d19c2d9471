import { useState, type ReactNode } from 'react';
import { areSingleKeysOn } from '../../../lib/key-table.js';
import { useChangePreferences, type Preferences } from '../../../lib/preferences.js';
import { useAppearance } from '../../../lib/use-appearance.js';
import { t } from '../../../messages/t.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { Switch } from '../../../ui/switch.js';
import styles from './me-page.module.css';

/** How the console is shown, kept with the account. @param children switches that this browser keeps */
export function Display({ children }: { readonly children: ReactNode }) {
  const { size, contrast, theme = 'system', density = 'comfortable' } = useAppearance();
  const change = useChangePreferences();
  const [areKeysOn, setKeysOn] = useState(areSingleKeysOn);
  return (
    <section className={styles.panel} aria-labelledby="display">
      <h2 id="display">{t('session.display')}</h2>
      <div className={styles.choices}>
        <Choice label={t('session.theme')}>
          <SegmentedChoice
            label={t('session.theme')}
            value={theme}
            options={[
              { id: 'light', name: t('common.lightTheme') },
              { id: 'dark', name: t('common.darkTheme') },
              { id: 'system', name: t('preferences.system') },
            ]}
            onChange={(next) => change({ theme: next as Preferences['theme'] })}
          />
        </Choice>
        <Choice label={t('preferences.density')}>
          <SegmentedChoice
            label={t('preferences.density')}
            value={density}
            options={[
              { id: 'comfortable', name: t('preferences.comfortable') },
              { id: 'normal', name: t('preferences.normal') },
              { id: 'compact', name: t('preferences.compact') },
            ]}
            onChange={(next) => change({ density: next as Preferences['density'] })}
          />
        </Choice>
        <Switch
          isSelected={size === 'large'}
          onChange={(on) => change({ textSize: on ? 'large' : 'normal' })}
        >
          {t('common.largeText')}
        </Switch>
        <Switch
          isSelected={contrast === 'high'}
          onChange={(on) => change({ contrast: on ? 'high' : 'normal' })}
        >
          {t('common.highContrast')}
        </Switch>
        <Switch
          isSelected={areKeysOn}
          note={t('shell.singleKeysNote')}
          onChange={(on) => {
            change({ singleKeys: on });
            setKeysOn(on);
          }}
        >
          {t('shell.singleKeys')}
        </Switch>
        <p className={styles.note}>{t('preferences.kept')}</p>
        {children}
      </div>
    </section>
  );
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <p className={styles.label} aria-hidden>
        {label}
      </p>
      {children}
    </div>
  );
}
