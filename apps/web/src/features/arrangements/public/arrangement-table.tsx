import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import styles from './arrangement-page.module.css';

/** Pages of what a topic may become. */
const PAGES = {
  interview: '/interviews/$id',
  survey: '/surveys/$id',
  consultation: '/consultations/$id',
} as const;

type Entry = Schemas['PublicEntry'];

/** One row a topic, by month and day. On phones a row is a block of its own. */
export function ArrangementTable({
  arrangement: { year, entries },
}: {
  arrangement: Schemas['PublicArrangement'];
}) {
  const hasContacts = entries.some(({ contact }) => contact);
  return (
    <table className={styles['table']}>
      <caption className="visually-hidden">{t('arrangements.table', { year })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('arrangements.time')}</th>
          <th scope="col">{t('arrangements.kind')}</th>
          <th scope="col">{t('arrangements.topic')}</th>
          <th scope="col">{t('arrangements.unit')}</th>
          <th scope="col">{t('arrangements.guests')}</th>
          {hasContacts && <th scope="col">{t('arrangements.contact')}</th>}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <Row key={index} entry={entry} hasContacts={hasContacts} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, hasContacts }: { entry: Entry; hasContacts: boolean }) {
  const { month, day, kind, topic, unit, guests, contact, cancelled, process, hasPage } = entry;
  const cell = (title: string, text: string | null) => (
    <td data-empty={!text || undefined}>
      <span className={styles['label']}>{title}</span>
      {text}
    </td>
  );
  return (
    <tr className={cancelled ? styles['cancelled'] : undefined}>
      <td className={styles['time']}>
        {day === null ? t('arrangements.month', { month }) : t('arrangements.monthDay', { month, day })}
      </td>
      <td>{t(`arrangements.${kind as 'interview' | 'survey' | 'consultation'}`)}</td>
      <th scope="row">
        {process && hasPage ? (
          <Link to={PAGES[kind as keyof typeof PAGES]} params={{ id: process }}>
            {topic}
          </Link>
        ) : (
          <span>{topic}</span>
        )}
        {cancelled && <span className={styles['mark']}>{t('arrangements.cancelled')}</span>}
      </th>
      {cell(t('arrangements.unit'), unit)}
      {cell(t('arrangements.guests'), guests)}
      {hasContacts && cell(t('arrangements.contact'), contact)}
    </tr>
  );
}
