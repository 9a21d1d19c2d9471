import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dayOf, documentDay, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { PolicyDetail, PolicyKind, PolicyState } from '../policy-api.js';
import { FinalTextForm } from './final-text-form.js';
import { GateList } from './gate-list.js';
import { MajorTag } from './major-tag.js';
import { Marking } from './marking.js';
import { StartProcedure } from './start-procedure.js';
import desk from './consultation-desk.module.css';
import styles from './desk.module.css';

interface Props {
  readonly policy: PolicyDetail;
  readonly unitName: string;
  readonly now: Date;
  /** The open step of its procedure; undefined: it has none yet. */
  readonly act: ReactNode;
}

/** One policy: is it major and who says so, and what keeps the gate shut. */
export function PolicyView({ policy, unitName, now, act }: Props) {
  const { id, title, kind, state, documentNumber, issuedAt, consultation, finalText, acts } = policy;
  return (
    <div className={desk.page}>
      <header className={desk.head}>
        <Link to="/policies">{t('consultations.register')}</Link>
        <h1>{title}</h1>
        <p className={desk.facts}>
          <Tag tone={state === 'issued' ? 'ok' : 'plain'}>
            {t(`consultations.policy_${state as PolicyState}`)}
          </Tag>
          <MajorTag policy={policy} />
          <span>{t(`consultations.${kind as PolicyKind}`)}</span>
          <span>{unitName}</span>
          {documentNumber && <span>{documentNumber}</span>}
          {consultation && (
            <Link to="/consultations/$id" params={{ id: consultation.id }}>
              {t('consultations.toConsultation')}
            </Link>
          )}
        </p>
      </header>
      <div className={desk.columns}>
        <div className={`${desk.left} ${styles.tab}`}>
          <GateList policy={policy} />
          <Marking policy={policy} now={now} />
          {acts.setFinalText ? (
            <FinalTextForm key={id} policy={policy} />
          ) : (
            finalText && (
              <section className={styles.panel}>
                <h2>{t('consultations.finalText')}</h2>
                {issuedAt && (
                  <p>
                    {t('consultations.issuedOn', { day: documentDay(dayOf(issuedAt)) })}{' '}
                    <a href={`/policies/${id}`} target="_blank" rel="noopener">
                      {t('consultations.publicPage')}
                    </a>
                  </p>
                )}
                <p className={styles.reasonCell}>{finalText}</p>
              </section>
            )
          )}
          <Similar policy={policy} />
        </div>
        <div className={desk.right}>
          {acts.start ? <StartProcedure policy={id} /> : act}
          {!acts.start && !act && (
            <p>{t('consultations.notStarted', { at: listInstant(policy.createdAt, now) })}</p>
          )}
        </div>
      </div>
    </div>
  );
}

/** The same matter may be registered under another title. */
function Similar({ policy: { similar } }: { readonly policy: PolicyDetail }) {
  if (similar.length === 0) return null;
  return (
    <section className={styles.panel}>
      <h2>{t('consultations.similar')}</h2>
      <ul>
        {similar.map(({ id, title, major, state, score }) => (
          <li key={id}>
            <Link to="/policies/$id" params={{ id }}>
              {title}
            </Link>
            <p>
              {t(major ? 'consultations.major' : 'consultations.ordinary')} ·{' '}
              {t(`consultations.policy_${state as PolicyState}`)} ·{' '}
              {t('consultations.likeness', { percent: Math.round(score * 100) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
