import { Check, HardDrive } from 'lucide-react';
import { listInstant, timeOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import type { DraftState, DraftSync } from '../draft-sync.js';
import styles from './task-form.module.css';

/** When the form was saved, and whether on this device only. */
export function DraftLine({ state }: { readonly state: DraftState }) {
  const { savedAt, isAtServer } = state;
  if (savedAt === undefined) return null;
  const Icon = isAtServer ? Check : HardDrive;
  return (
    <span role="status" className={styles.saved}>
      <Icon size={14} aria-hidden />
      {t(isAtServer ? 'doing.draftSaved' : 'doing.draftHere', { time: timeOf(savedAt) })}
    </span>
  );
}

/** That a draft was restored, and that another one exists: neither replaces the other without a word. */
export function DraftNotices({ state, sync }: { readonly state: DraftState; readonly sync: DraftSync }) {
  const { restoredAt, other } = state;
  const now = Date.now();
  return (
    <>
      {restoredAt !== undefined && !other && (
        <p className={styles.restored}>
          {t('doing.restored', { at: listInstant(restoredAt, now) })}
          <Button kind="ghost" size="small" onPress={() => void sync.clear()}>
            {t('doing.startAnew')}
          </Button>
        </p>
      )}
      {other && (
        <Banner
          tone="warn"
          action={
            <span className={styles.choices}>
              <Button size="small" onPress={() => sync.takeOther()}>
                {t('doing.takeOther')}
              </Button>
              <Button size="small" onPress={() => sync.keepMine()}>
                {t('doing.keepMine')}
              </Button>
            </span>
          }
        >
          {t('doing.otherDraft', { at: listInstant(other.savedAt, now) })}
        </Banner>
      )}
    </>
  );
}
