import { useCallback } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { api, type Schemas } from '../../../api/client.js';
import { dayOf, documentDay, shortDay } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { NotRead } from '../../../ui/native/not-read.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import './arrangement-texts.js';
import { ArrangementTable } from './arrangement-table.js';
import styles from './arrangement-page.module.css';

type Arrangement = Schemas['PublicArrangement'];
type Change = Arrangement['changes'][number];

async function read(year: number): Promise<Arrangement> {
  const { data } = await api.GET('/api/v1/public/arrangements/{year}', { params: { path: { year } } });
  return data!;
}

/** The table of a year: what is planned, which units have nothing, and what was changed since. */
export function ArrangementPage() {
  const { year } = useParams({ strict: false }) as { year: string };
  const { reading: state, again } = useRead(useCallback(() => read(Number(year)), [year]));
  if (state.is !== 'read')
    return (
      <NotRead
        title={t('arrangements.titleOf', { year })}
        state={state}
        onRetry={again}
        missing={<p>{t('arrangements.none', { year })}</p>}
      />
    );
  return <Shown arrangement={state.value} />;
}

function Shown({ arrangement }: { arrangement: Arrangement }) {
  const { year, title, office, publishedAt, years } = arrangement;
  const others = years.filter((one) => one !== year);
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={title} />
      <p className={styles['lead']}>
        {t('arrangements.lead', { office, day: documentDay(dayOf(publishedAt)) })}
      </p>
      <p className={styles['buttons']}>
        {(['xlsx', 'docx', 'pdf'] as const).map((format) => (
          <a
            key={format}
            href={`/api/v1/public/arrangements/${year}/table.${format}`}
            className={button('plain', 'small')}
            download
          >
            <Download aria-hidden />
            {t('arrangements.download', { format: format.toUpperCase() })}
          </a>
        ))}
      </p>
      <ArrangementTable arrangement={arrangement} />
      <Units
        title={t('arrangements.withoutPlan')}
        names={arrangement.withoutPlan}
        text="arrangements.withoutPlanText"
      />
      <Units title={t('arrangements.silent')} names={arrangement.silent} text="arrangements.silentText" />
      {arrangement.changes.length > 0 && (
        <section>
          <h2>{t('arrangements.changes')}</h2>
          <ul className={styles['changes']}>
            {arrangement.changes.map((change) => (
              <li key={`${change.at} ${change.topic} ${change.kind}`}>
                {t('arrangements.changed', {
                  day: shortDay(dayOf(change.at), dayOf(Date.now())),
                  topic: change.topic,
                  what: whatOf(change),
                })}
                <small>{t('arrangements.reason', { reason: change.reason })}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {others.length > 0 && (
        <nav aria-label={t('arrangements.years')} className={styles['years']}>
          {t('arrangements.years')}
          {others.map((one) => (
            <Link key={one} to="/arrangements/$year" params={{ year: String(one) }}>
              {one}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}

function Units({
  title,
  names,
  text,
}: {
  title: string;
  names: readonly string[];
  text: 'arrangements.withoutPlanText' | 'arrangements.silentText';
}) {
  if (names.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <p>{t(text, { n: names.length })}</p>
      <ul className={styles['units']}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </section>
  );
}

function whatOf({ kind, before, after }: Change): string {
  switch (kind) {
    case 'MONTH':
      return t('arrangements.MONTH', { before, after });
    case 'DAY':
      return t('arrangements.DAY', { after });
    case 'TOPIC':
      return t('arrangements.TOPIC', { before, after });
    case 'GUESTS':
      return t('arrangements.GUESTS', { before, after });
    case 'CONTACT':
      return t('arrangements.CONTACT', { after });
    default:
      return t('arrangements.CANCEL');
  }
}
