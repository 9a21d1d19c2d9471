import { Link } from '@tanstack/react-router';
import { dayOf, documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { listPolicies } from './api.js';
import { PagedList } from './paged-list.js';
import './consulting-texts.js';
import page from './page.module.css';
import styles from './consultations-page.module.css';

/** Policies that were issued, latest first. */
export function PoliciesPage() {
  return (
    <div className={`wrap ${page['page']}`}>
      <PageHeading title={t('portal.policies')} />
      <p className={page['lead']}>{t('consulting.policiesLead')}</p>
      <PagedList load={listPolicies} empty={t('consulting.noPolicies')}>
        {({ id, title, unit, documentNumber, issuedAt, consultation }) => (
          <article className={styles['entry']}>
            <div>
              <h2>
                <Link to="/policies/$id" params={{ id }}>
                  {title}
                </Link>
              </h2>
              <p className={page['meta']}>
                {documentNumber} · {t('consulting.draftedBy', { unit })}
              </p>
            </div>
            <div className={styles['state']}>
              <small>{t('consulting.issuedAt', { day: documentDay(dayOf(issuedAt)) })}</small>
              {consultation && (
                <Link to="/consultations/$id" params={{ id: consultation }}>
                  {t('consulting.wasConsulted')}
                </Link>
              )}
            </div>
          </article>
        )}
      </PagedList>
    </div>
  );
}
