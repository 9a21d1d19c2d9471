import { Link, useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import { explain } from '../../../api/explain.js';
import { dayOf, documentDay } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { DocumentBlocks } from '../../../ui/native/document-blocks.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { fileAddress, readBulletin, tableAddress, type Bulletin } from './bulletins-api.js';
import './bulletins-texts.js';
import styles from './bulletin-page.module.css';
import { Failure } from './failure.js';

/** A bulletin as it was issued, with its tables by unit. */
export function BulletinPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useCallback(() => readBulletin(id), [id]);
  const { reading, again } = useRead(read);
  if (reading.is === 'read') return <Shown bulletin={reading.value} />;
  const isGone = reading.is === 'missing';
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t(isGone ? 'bulletins.gone' : 'bulletins.title')} />
      {reading.is === 'loading' && <p role="status">{t('bulletins.reading')}</p>}
      {isGone && <p>{t('bulletins.goneText')}</p>}
      {reading.is === 'failed' && <Failure why={explain(reading.error)} onAgain={() => void again()} />}
      <p>
        <Link to="/bulletins">{t('bulletins.back')}</Link>
      </p>
    </div>
  );
}

function Shown({ bulletin }: { readonly bulletin: Bulletin }) {
  const { id, issuer, inspector, publishedAt, recipients, body, annexes, files } = bulletin;
  return (
    <article className={`wrap ${styles['page']}`}>
      <PageHeading title={bulletin.bulletin} />
      <p className={styles['facts']}>
        <span>{t('bulletins.issued', { issuer, day: documentDay(dayOf(publishedAt)) })}</span>
        <span>{t('bulletins.inspectedBy', { inspector })}</span>
      </p>
      <ul className={styles['files']} aria-label={t('bulletins.files')}>
        <li>
          <a href={tableAddress(id)} download className={button('plain')}>
            {t('bulletins.table')}
          </a>
        </li>
        {files.map((file) => (
          <li key={file.id}>
            <a href={fileAddress(id, file.id)} download className={button('plain')}>
              {t('bulletins.file', { format: file.format.toUpperCase() })}
            </a>
          </li>
        ))}
      </ul>
      {recipients && <p>{t('bulletins.recipients', { units: recipients })}</p>}
      <DocumentBlocks blocks={body} />
      {annexes.map((annex) => (
        <section key={annex.title}>
          <h2>{t('bulletins.annex', { title: annex.title })}</h2>
          <DocumentBlocks blocks={annex.body} caption={annex.title} />
        </section>
      ))}
      <p className={styles['signature']}>
        {issuer}
        <br />
        {documentDay(dayOf(publishedAt))}
      </p>
      <p>
        <Link to="/bulletins">{t('bulletins.back')}</Link>
      </p>
    </article>
  );
}
