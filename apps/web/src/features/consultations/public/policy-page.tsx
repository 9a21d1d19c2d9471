import { useCallback } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { dayOf, documentDay } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { getPolicy, type Policy } from './api.js';
import { PolicyChanges } from './policy-changes.js';
import { ReadPage } from './read-page.js';
import page from './page.module.css';
import styles from './policy-page.module.css';

/** An issued policy, and how it differs from the draft on which the public was consulted. */
export function PolicyPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { reading, again } = useRead(useCallback(() => getPolicy(id), [id]));
  return (
    <ReadPage title={t('portal.policies')} back="/policies" reading={reading} onRetry={() => void again()}>
      {(policy) => <Issued policy={policy} />}
    </ReadPage>
  );
}

const HEADING = /^\s*第[一二三四五六七八九十百零〇两\d]+[编章节]/;
const CLAUSE = /^\s*(第[一二三四五六七八九十百零〇两\d]+条(?:之[一二三四五六七八九十]+)?)[\s　]*(.*)$/;

function Issued({ policy }: { policy: Policy }) {
  const { title, unit, documentNumber, issuedAt, consultation, finalText, diff } = policy;
  return (
    <div className={`wrap ${page['page']}`}>
      <p className={page['meta']}>
        <Link to="/policies">{t('portal.policies')}</Link>
        {' · '}
        {documentNumber} · {t('consulting.draftedBy', { unit })} ·{' '}
        {t('consulting.issuedAt', { day: documentDay(dayOf(issuedAt)) })}
      </p>
      <PageHeading title={title} />
      {consultation && (
        <p className={styles['links']}>
          {diff && <a href="#changes-title">{t('consulting.changes')}</a>}
          <Link to="/consultations/$id" params={{ id: consultation }}>
            {t('consulting.seeDraft')}
          </Link>
        </p>
      )}
      <div className={styles['text']}>
        {finalText.split('\n').map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </div>
      {diff && <PolicyChanges policy={policy} changes={diff} isOnPolicy />}
    </div>
  );
}

/** Chapters are centred, numbers of clauses are bold, as in print. */
function Line({ line }: { line: string }) {
  if (line.trim() === '') return null;
  if (HEADING.test(line)) return <h2>{line}</h2>;
  const clause = CLAUSE.exec(line);
  return clause ? (
    <p>
      <b>{clause[1]}</b>　{clause[2]}
    </p>
  ) : (
    <p>{line}</p>
  );
}
