import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { Aside } from './aside.js';
import type { Consultation } from './api.js';
import { ClauseList } from './clause-list.js';
import './consulting-texts.js';
import { OpenClauses, WHOLE } from './open-clauses.js';
import { OpinionBox } from './opinion-box.js';
import { PeriodBox } from './period-box.js';
import page from './page.module.css';
import styles from './consultation-view.module.css';

/** The draft by clauses, each with its comments; beside it why, how else, what comes next, and the files. */
export function ConsultationView({
  consultation,
  onSent,
}: {
  consultation: Consultation;
  onSent: () => void;
}) {
  const { id, title, unitName, publishedAt, clauses, state } = consultation;
  const [open, setOpen] = useState(() => new OpenClauses());
  const wholeIsOpen = open.is(WHOLE) !== undefined;
  return (
    <div className={`wrap ${page['page']}`}>
      <p className={page['meta']}>
        <Link to="/consultations">{t('portal.consultations')}</Link>
        {' · '}
        {t('consulting.meta', {
          unit: unitName,
          day: shortDay(dayOf(publishedAt!), dayOf(Date.now())),
          n: clauses.length,
        })}
      </p>
      <PageHeading title={title} />
      <PeriodBox consultation={consultation}>
        {state === 'open' && (
          <button
            type="button"
            className={button('primary')}
            aria-expanded={wholeIsOpen}
            onClick={() => setOpen(open.toggle(WHOLE, 'write'))}
          >
            {t(wholeIsOpen ? 'consulting.fold' : 'consulting.commentWhole')}
          </button>
        )}
        {state === 'answered' && (
          <Link to="/consultations/$id/feedback" params={{ id }} className={button('primary')}>
            {t('consulting.seeFeedback')}
          </Link>
        )}
      </PeriodBox>
      {wholeIsOpen && <OpinionBox consultation={consultation} clause={undefined} writes onSent={onSent} />}
      <div className={styles['columns']}>
        <section aria-labelledby="draft-title">
          <div className={page['section']}>
            <h2 id="draft-title">{t('consulting.draft')}</h2>
            {state === 'open' && <span className="no-print">{t('consulting.commentHint')}</span>}
          </div>
          <ClauseList consultation={consultation} open={open} onOpen={setOpen} onSent={onSent} />
        </section>
        <Aside consultation={consultation} />
      </div>
    </div>
  );
}
