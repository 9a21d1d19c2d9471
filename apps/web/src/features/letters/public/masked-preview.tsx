import { useEffect, useState } from 'react';
import { Eye } from 'lucide-react';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { previewMasked } from './api.js';
import { faultsOf } from './letter-faults.js';
import { Paragraphs } from '../../../ui/native/paragraphs.js';
import { useWriting } from './writing-context.js';
import notes from './letter-notes.module.css';
import styles from './masked-preview.module.css';

/** The server answers 30 a minute: one after each pause is enough. */
const AFTER_MS = 2_500;

type Preview = Awaited<ReturnType<typeof previewMasked>>;

/** What others would read, masked as the server proposes it; left out while there is too little of a letter. */
export function MaskedPreview() {
  const { draft } = useWriting();
  const { kind, title, body, writerName } = draft;
  const [preview, setPreview] = useState<Preview>();
  const isComplete = faultsOf(draft, 'letter').length === 0;
  useEffect(() => {
    if (!isComplete) return setPreview(undefined);
    const timer = setTimeout(() => {
      // The name is asked for on the next step.
      previewMasked({ writerName: writerName.trim() || '—', title, body }).then(setPreview, () => undefined);
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [isComplete, title, body, writerName]);
  if (!preview || !kind) return null;
  const today = dayOf(Date.now());
  const name = writerName.trim() && preview.writerName;
  return (
    <section className={`${notes['note']} ${styles['preview']}`}>
      <h2>
        <Eye aria-hidden />
        {t('writing.previewTitle')}
      </h2>
      <div className={styles['text']}>
        <p className={styles['meta']}>
          {[t(`writing.${kind}`), name, shortDay(today, today)].filter(Boolean).join(' · ')}
        </p>
        <p className={styles['title']}>{preview.title}</p>
        <Paragraphs text={preview.body} />
        {preview.hidden.length > 0 && <p className={styles['hidden']}>{t('writing.previewHidden')}</p>}
      </div>
    </section>
  );
}
