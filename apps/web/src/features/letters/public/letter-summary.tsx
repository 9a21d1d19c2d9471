import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { documentDay } from '../../../lib/dates.js';
import { useLoaded } from '../../../lib/use-loaded.js';
import { t } from '../../../messages/t.js';
import { listUnits } from './api.js';
import { isReport, namesUnits, placeText, type LetterDraft } from './letter-draft.js';
import styles from './letter-summary.module.css';

/** The letter as it will be sent, with the ways back to what is to be changed. */
export function LetterSummary({ draft }: { draft: LetterDraft }) {
  const { kind, title, body, files, writerName, phone, email, address, wantsPublic } = draft;
  return (
    <>
      <Part title={t('writing.partLetter')} to="/write/letter">
        <Row name={t('writing.kind')}>{kind && t(`writing.${kind}`)}</Row>
        <Row name={t('writing.title')}>{title}</Row>
        <Row name={t('writing.body')}>
          <span className={styles['body']}>{body}</span>
        </Row>
        <Row name={t('writing.county')}>{placeText(draft) || t('writing.notGiven')}</Row>
        <Row name={t('writing.eventOn')}>
          {draft.eventOn ? documentDay(draft.eventOn) : t('writing.notGiven')}
        </Row>
        {namesUnits(draft) && (
          <Row name={t('writing.namedUnits')}>
            <UnitNames codes={draft.namedUnits} />
          </Row>
        )}
        <Row name={t('form.files')}>
          {files.length === 0
            ? t('writing.noFiles')
            : files.map(({ name }) => name).join(t('portal.listComma'))}
        </Row>
      </Part>
      <Part title={t('writing.partContact')} to="/write/contact">
        <Row name={t('writing.writerName')}>{writerName}</Row>
        <Row name={t('writing.phone')}>{phone}</Row>
        <Row name={t('writing.email')}>{email || t('writing.notGiven')}</Row>
        <Row name={t('writing.address')}>{address || t('writing.notGiven')}</Row>
        <Row name={t('writing.wantsPublicShort')}>
          {isReport(draft)
            ? t('writing.reportSecret')
            : t(wantsPublic === 'yes' ? 'writing.publicYes' : 'writing.publicNo')}
        </Row>
      </Part>
    </>
  );
}

function UnitNames({ codes }: { codes: readonly string[] }) {
  const units = useLoaded(listUnits);
  if (codes.length === 0) return t('writing.notGiven');
  return codes
    .map((code) => units?.find((unit) => unit.code === code)?.name ?? code)
    .join(t('portal.listComma'));
}

function Part({
  title,
  to,
  children,
}: {
  title: string;
  to: '/write/letter' | '/write/contact';
  children: ReactNode;
}) {
  return (
    <section className={styles['part']}>
      <h2>
        {title}
        <Link to={to} aria-label={t('writing.changeOf', { what: title })}>
          {t('writing.change')}
        </Link>
      </h2>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
