import { Link } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { changeCounts } from '../feedback-groups.js';
import type { ClauseChange, Policy } from './api.js';
import page from './page.module.css';
import styles from './policy-changes.module.css';

/** What the issued text changes in the draft, clause by clause; what stayed the same is left out. */
export function PolicyChanges({
  policy: { id, documentNumber },
  changes,
  isOnPolicy = false,
}: {
  policy: Pick<Policy, 'id' | 'documentNumber'>;
  changes: readonly ClauseChange[];
  /** On the page of the policy itself. */
  isOnPolicy?: boolean;
}) {
  const shown = changes.filter(({ kind }) => kind !== 'same');
  return (
    <section aria-labelledby="changes-title" className={styles['changes']}>
      <div className={page['section']}>
        <h2 id="changes-title">{t('consulting.changes')}</h2>
        <span>
          {shown.length === 0 ? t('consulting.unchanged') : t('consulting.changed', changeCounts(changes))}
        </span>
      </div>
      {shown.length > 0 && (
        <p className={styles['key']}>
          <del>{t('consulting.keyRemoved')}</del>
          {t('consulting.keyRemovedText')}
          <ins>{t('consulting.keyAdded')}</ins>
          {t('consulting.keyAddedText')}
          {!isOnPolicy && (
            <>
              {' · '}
              {documentNumber} ·{' '}
              <Link to="/policies/$id" params={{ id }}>
                {t('consulting.seePolicy')}
              </Link>
            </>
          )}
        </p>
      )}
      {shown.map((change, index) => (
        <Change key={index} change={change} />
      ))}
    </section>
  );
}

function Change({ change: { draft, final, pieces } }: { change: ClauseChange }) {
  return (
    <div className={styles['pair']}>
      <div>
        <h3>{t('consulting.ofDraft')}</h3>
        {draft === null ? (
          <p className={styles['none']}>{t('consulting.noSuchClause')}</p>
        ) : (
          <p>
            <b>{draft}</b>
            {pieces.filter(({ kind }) => kind !== 'added').map(({ text }) => text)}
          </p>
        )}
      </div>
      <div>
        <h3>{t('consulting.ofPolicy')}</h3>
        <p>
          <b>{final ?? draft}</b>
          {pieces.map(({ kind, text }, index) =>
            kind === 'added' ? (
              <ins key={index}>
                <span className="visually-hidden">{t('consulting.added')}</span>
                {text}
              </ins>
            ) : kind === 'removed' ? (
              <del key={index}>
                <span className="visually-hidden">{t('consulting.removed')}</span>
                {text}
              </del>
            ) : (
              <span key={index}>{text}</span>
            ),
          )}
        </p>
      </div>
    </div>
  );
}
