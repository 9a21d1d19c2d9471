import { Link } from '@tanstack/react-router';
import { dueText, listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import type { Finding } from '../campaigns-api.js';
import styles from './objection-part.module.css';

interface Props {
  readonly finding: Finding;
  readonly unitName: string | undefined;
  readonly now: Date;
}

/** What the unit says against a finding, beside it, and what the centre ruled. Until then the unit's time is paused. */
export function ObjectionPart({ finding: { objection }, unitName, now }: Props) {
  const { roles } = useMe();
  if (!objection) return null;
  const { reason, attachmentIds, at, ruling } = objection;
  const isPending = ruling?.verdict == null;
  return (
    <section className={styles.objection} aria-label={t('campaigns.objection')}>
      <p className={styles.by}>
        <b>{t('campaigns.objection')}</b>
        {t('campaigns.objectionBy', { unit: unitName ?? '', at: listInstant(at, now) })}
      </p>
      <p className={styles.text}>{reason ?? t('campaigns.objectionErased')}</p>
      {attachmentIds.map((id, index) => (
        <a key={id} href={`/api/v1/attachments/${id}`} download>
          {t('campaigns.objectionFile', { n: index + 1 })}
        </a>
      ))}
      {isPending && (
        <p className={styles.ruling}>
          {ruling?.dueAt && <b>{t('campaigns.rulingDue', { day: dueText(ruling.dueAt, now) })}</b>}
          <span>{t('campaigns.rulingPending')}</span>
          {ruling && roles.includes('service-centre') && (
            <Link to="/tasks/$id" params={{ id: ruling.task }}>
              {t('campaigns.rulingHere')}
            </Link>
          )}
        </p>
      )}
      {ruling?.verdict && ruling.at && (
        <div className={styles.ruling}>
          <b>{t(`campaigns.ruled_${ruling.verdict}`, { at: listInstant(ruling.at, now) })}</b>
          {ruling.reason && <span className={styles.text}>{ruling.reason}</span>}
        </div>
      )}
    </section>
  );
}
