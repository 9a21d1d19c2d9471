import { timeOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { Interview, Utterance } from '../api.js';
import { transcriptOrder } from '../interview-state.js';
import styles from './live.module.css';

interface Props {
  readonly interview: Interview;
  readonly utterances: readonly Utterance[];
}

/** The latest; all of them are on the public page. */
const SHOWN = 50;

/** What everybody reads at this moment, and nothing else. */
export function PublicColumn({ interview, utterances }: Props) {
  const published = transcriptOrder(utterances).filter(({ state }) => state === 'published');
  return (
    <div className={styles.block}>
      <h3>{t('interviews.seenByPublic')}</h3>
      {published.length === 0 && <p className={styles.hint}>{t('interviews.publicEmpty')}</p>}
      <ol className={styles.publicWords}>
        {published.slice(-SHOWN).map(({ id, speaker, text, publishedAt }) => (
          <li key={id}>
            <p className={styles.hint}>
              {speaker} {publishedAt && timeOf(publishedAt)}
            </p>
            <p className={styles.text}>{text}</p>
          </li>
        ))}
      </ol>
      {interview.previewAt && (
        <a href={`/interviews/${interview.id}`} target="_blank" rel="noopener">
          {t('interviews.openPublic')}
        </a>
      )}
    </div>
  );
}
