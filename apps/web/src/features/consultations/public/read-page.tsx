import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { explain } from '../../../api/explain.js';
import type { Reading } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import './consulting-texts.js';
import styles from './page.module.css';

/** A page whose content is read first: it waits, says that there is no such thing, or offers another try. */
export function ReadPage<Value>({
  title,
  reading,
  onRetry,
  back,
  children,
}: {
  title: string;
  reading: Reading<Value>;
  onRetry: () => void;
  /** The list that the page belongs to. */
  back: '/consultations' | '/policies';
  children: (value: Value) => ReactNode;
}) {
  if (reading.is === 'read') return children(reading.value);
  const isMissing = reading.is === 'missing';
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={isMissing ? t('common.notFoundTitle') : title} />
      {reading.is === 'loading' && <p role="status">{t('common.loading')}</p>}
      {isMissing && (
        <>
          <p>{t('common.notFoundText')}</p>
          <p className={styles['buttons']}>
            <Link to={back} className={button('primary')}>
              {t(back === '/policies' ? 'consulting.toPolicies' : 'consulting.toConsultations')}
            </Link>
          </p>
        </>
      )}
      {reading.is === 'failed' && (
        <div role="alert" className={styles['failure']}>
          <p>{explain(reading.error)}</p>
          <button type="button" className={button('primary')} onClick={onRetry}>
            {t('common.retry')}
          </button>
        </div>
      )}
    </div>
  );
}
