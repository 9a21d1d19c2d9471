import { t } from '../../../messages/t.js';
import type { Clause, Consultation } from './api.js';
import { OpinionForm } from './opinion-form.js';
import { OthersOpinions } from './others-opinions.js';
import styles from './opinion-box.module.css';

/** Under a clause, or under the title for the whole draft: one's own opinion, and those of others. */
export function OpinionBox({
  consultation,
  clause,
  writes,
  onSent,
}: {
  consultation: Consultation;
  /** Undefined: the draft as a whole. */
  clause: Clause | undefined;
  /** With the form; else only to read. */
  writes: boolean;
  onSent: () => void;
}) {
  const title = clause ? t('consulting.onClause', { clause: clause.label }) : t('consulting.onWhole');
  const id = `opinion-${clause?.number ?? 'whole'}`;
  return (
    <section className={styles['box']} aria-label={title}>
      {writes && (
        <OpinionForm id={id} title={title} consultation={consultation} clause={clause} onSent={onSent} />
      )}
      <OthersOpinions consultation={consultation} clause={clause} isFirst={!writes} />
    </section>
  );
}
