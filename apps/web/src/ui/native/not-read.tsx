import type { ReactNode } from 'react';
import { explain } from '../../api/explain.js';
import type { Reading } from '../../lib/use-read.js';
import { t } from '../../messages/t.js';
import { button } from './button.js';
import { PageHeading } from './page-heading.js';
import styles from './not-read.module.css';

/**
 * A page of the portal whose content is not there: still on its way, not public, or not to be had.
 *
 * @param missing what to say and where to go when there is no such thing
 */
export function NotRead({
  title,
  state,
  onRetry,
  missing,
}: {
  title: string;
  state: Exclude<Reading<unknown>, { is: 'read' }>;
  onRetry: () => unknown;
  missing: ReactNode;
}) {
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={title} />
      {state.is === 'loading' && <p role="status">{t('form.reading')}</p>}
      {state.is === 'missing' && missing}
      {state.is === 'failed' && (
        <div role="alert" className={styles['failure']}>
          <p>{explain(state.error)}</p>
          <button type="button" className={button('primary')} onClick={onRetry}>
            {t('common.retry')}
          </button>
        </div>
      )}
    </div>
  );
}
