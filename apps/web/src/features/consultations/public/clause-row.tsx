import { MessageSquare, X } from 'lucide-react';
import { t } from '../../../messages/t.js';
import type { Clause, Consultation } from './api.js';
import { OpinionBox } from './opinion-box.js';
import type { OpenAs } from './open-clauses.js';
import styles from './clause-row.module.css';

/** A clause with its button; the box opens under it. */
export function ClauseRow({
  clause,
  received,
  consultation,
  openAs,
  onToggle,
  onSent,
}: {
  clause: Clause;
  received: number;
  consultation: Consultation;
  openAs: OpenAs | undefined;
  onToggle: (as: OpenAs) => void;
  onSent: () => void;
}) {
  const { number, label, text } = clause;
  const mayWrite = consultation.state === 'open';
  const [first = '', ...rest] = text.split('\n');
  const writes = openAs === 'write';
  return (
    <article id={`clause-${number}`} className={openAs ? styles['opened'] : undefined}>
      <div className={styles['clause']}>
        <div className={styles['text']}>
          <p>
            <b className={styles['label']}>{label}</b>
            {first}
          </p>
          {rest.map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
        <div className={styles['side']}>
          {mayWrite && (
            <button
              type="button"
              className={`${styles['button']} ${writes ? styles['active'] : ''}`}
              aria-expanded={writes}
              aria-label={t(writes ? 'consulting.foldOf' : 'consulting.commentOf', { clause: label })}
              onClick={() => onToggle('write')}
            >
              {writes ? <X aria-hidden /> : <MessageSquare aria-hidden />}
              {t(writes ? 'consulting.fold' : 'consulting.comment')}
            </button>
          )}
          {received > 0 ? (
            <button
              type="button"
              className={styles['count']}
              aria-expanded={openAs !== undefined}
              aria-label={t('consulting.opinionsOf', { clause: label, n: received })}
              onClick={() => onToggle('read')}
            >
              {t('consulting.opinions', { n: received })}
            </button>
          ) : (
            mayWrite && <small>{t('consulting.noOpinions')}</small>
          )}
        </div>
      </div>
      {openAs && (
        <OpinionBox consultation={consultation} clause={clause} writes={writes && mayWrite} onSent={onSent} />
      )}
    </article>
  );
}
