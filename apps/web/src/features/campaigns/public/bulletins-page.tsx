import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { dayOf, documentDay } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { listBulletins, type BulletinPage } from './bulletins-api.js';
import './bulletins-texts.js';
import { Failure } from './failure.js';
import styles from './bulletins-page.module.css';

const readFirst = () => listBulletins();

/** Bulletins of campaigns, latest first. */
export function BulletinsPage() {
  const [more, setMore] = useState<readonly BulletinPage[]>([]);
  const [fault, setFault] = useState<string>();
  const { reading, again } = useRead(readFirst);
  const first = reading.is === 'read' ? reading.value : undefined;
  const pages = first ? [first, ...more] : [];
  const next = pages.at(-1)?.nextCursor ?? null;
  const bulletins = pages.flatMap(({ items }) => items);
  const load = async (cursor: string): Promise<void> => {
    setFault(undefined);
    try {
      const page = await listBulletins(cursor);
      setMore((known) => [...known, page]);
    } catch (refusal) {
      setFault(explain(refusal));
    }
  };
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('bulletins.title')} />
      <p className={styles['lead']}>{t('bulletins.lead')}</p>
      {reading.is === 'loading' && <p role="status">{t('bulletins.reading')}</p>}
      {reading.is === 'failed' && <Failure why={explain(reading.error)} onAgain={() => void again()} />}
      {first && bulletins.length === 0 && (
        <p>
          <b>{t('bulletins.none')}</b>
          <br />
          {t('bulletins.noneText')}
        </p>
      )}
      <ul className={styles['list']}>
        {bulletins.map(({ id, title, issuer, publishedAt }) => (
          <li key={id}>
            <Link to="/bulletins/campaigns/$id" params={{ id }}>
              {title}
            </Link>
            <small>{t('bulletins.issued', { issuer, day: documentDay(dayOf(publishedAt)) })}</small>
          </li>
        ))}
      </ul>
      {fault && <p role="alert">{fault}</p>}
      {next !== null && (
        <button type="button" className={button('plain')} onClick={() => void load(next)}>
          {t('bulletins.more')}
        </button>
      )}
    </div>
  );
}
