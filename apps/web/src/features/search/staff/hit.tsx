import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { MarkedText } from '../../../ui/marked-text.js';
import type { SearchHit } from '../api.js';
import styles from './hit.module.css';

/** A case that was found: number, title, what stands around the word. */
export function Hit({ hit, words }: { readonly hit: SearchHit; readonly words: string }) {
  const { subject, title, processTitle, excerpt, stageTitle, startedAt } = hit;
  return (
    <span className={styles.hit}>
      <span className={styles.name}>
        <span className={styles.number}>
          <MarkedText text={subject} words={words} />
        </span>
        <span className={styles.title}>
          <MarkedText text={title ?? processTitle} words={words} />
        </span>
        <span className={styles.stage}>
          {[stageTitle, shortDay(dayOf(startedAt), dayOf(Date.now()))]
            .filter(Boolean)
            .join(t('search.comma'))}
        </span>
      </span>
      {excerpt && (
        <span className={styles.excerpt}>
          <MarkedText text={excerpt} words={words} />
        </span>
      )}
    </span>
  );
}
