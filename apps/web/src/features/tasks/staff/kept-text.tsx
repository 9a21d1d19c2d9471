import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import type { Draft } from '../../../lib/drafts.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { toasts } from '../../../ui/toasts.js';
import { deviceDrafts, draftKey } from '../device-drafts.js';
import type { LocalDraft } from '../draft-sync.js';
import { textsOf } from './case-text.js';
import styles from './kept-text.module.css';

/** What somebody typed into a form that cannot be submitted any more: beside the new state, to be copied. */
export function KeptText({ task }: { readonly task: string }) {
  const key = draftKey(useMe(), task);
  const [kept, setKept] = useState<Draft<LocalDraft>>();
  useEffect(() => {
    let isGone = false;
    deviceDrafts.get(key).then(
      (draft) => !isGone && setKept(draft as Draft<LocalDraft> | undefined),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [key]);
  const texts = textsOf(kept?.value.draft.values['content']);
  if (!kept || texts.length === 0) return null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(texts.join('\n\n'));
    toasts.add(t('ui.copied'));
  };
  const discard = async (): Promise<void> => {
    setKept(undefined);
    await deviceDrafts.delete(key);
  };
  return (
    <section className={styles.box} aria-label={t('doing.kept')}>
      <h3>{t('doing.kept')}</h3>
      <p className={styles.when}>{t('doing.keptAt', { at: listInstant(kept.savedAt, Date.now()) })}</p>
      {texts.map((text, index) => (
        <p key={index} className={styles.text}>
          {text}
        </p>
      ))}
      <p className={styles.buttons}>
        <Button size="small" onPress={() => void copy()}>
          <Copy size={14} aria-hidden />
          {t('doing.copyAll')}
        </Button>
        <Button size="small" kind="ghost" onPress={() => void discard()}>
          {t('doing.discard')}
        </Button>
      </p>
    </section>
  );
}
