import { useCallback } from 'react';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { listOpinions, type Clause, type Consultation } from './api.js';
import { PagedList } from './paged-list.js';
import styles from './opinion-box.module.css';

/** What others say about a clause or about the whole draft, when the unit lets the public read it. */
export function OthersOpinions({
  consultation: { id, opinionsShown, state },
  clause,
  isFirst,
}: {
  consultation: Consultation;
  clause: Clause | undefined;
  isFirst: boolean;
}) {
  const number = clause?.number;
  const load = useCallback((cursor?: string) => listOpinions(id, { clause: number, cursor }), [id, number]);
  const isShown = opinionsShown === 'ALWAYS' || (opinionsShown === 'AFTERWARDS' && state !== 'open');
  return (
    <div className={`${styles['others']} ${isFirst ? styles['first'] : ''}`}>
      <h4>{t(clause ? 'consulting.others' : 'consulting.othersAll')}</h4>
      {isShown ? (
        <PagedList load={load} empty={t('consulting.othersNone')}>
          {({ name, receivedAt, body }) => (
            <p>
              <span>
                {name} · {shortDay(dayOf(receivedAt), dayOf(Date.now()))}
              </span>
              {body}
            </p>
          )}
        </PagedList>
      ) : (
        <p>{t(opinionsShown === 'NEVER' ? 'consulting.othersNever' : 'consulting.othersAfterwards')}</p>
      )}
    </div>
  );
}
