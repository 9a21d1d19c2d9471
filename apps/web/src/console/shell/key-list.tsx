import { useState, useSyncExternalStore } from 'react';
import { areSingleKeysOn, keys } from '../../lib/key-table.js';
import { useChangePreferences } from '../../lib/preferences.js';
import { t } from '../../messages/t.js';
import { Dialog } from '../../ui/dialog.js';
import { KeyHint } from '../../ui/key-hint.js';
import { Switch } from '../../ui/switch.js';
import styles from './key-list.module.css';

/** The keys of the open page, and the switch for those without Ctrl. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const shown = useSyncExternalStore(
    (listener) => keys.subscribe(listener),
    () => keys.list(),
  );
  const change = useChangePreferences();
  const [areOn, setOn] = useState(areSingleKeysOn);
  return (
    <Dialog title={t('shell.keys')} isOpen onClose={onClose}>
      <dl className={styles.keys}>
        {shown.map((binding) => (
          <div key={binding.keys} className={styles.row}>
            <dt>
              <KeyHint keys={binding.keys} />
            </dt>
            <dd>{binding.title}</dd>
          </div>
        ))}
      </dl>
      <Switch
        isSelected={areOn}
        note={t('shell.singleKeysNote')}
        onChange={(on) => {
          change({ singleKeys: on });
          setOn(on);
        }}
      >
        {t('shell.singleKeys')}
      </Switch>
    </Dialog>
  );
}
