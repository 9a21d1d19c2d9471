import { Download, FileText } from 'lucide-react';
import type { Schemas } from '../../../api/client.js';
import { dayOf, documentDay, endOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { fileSize } from '../../../ui/file-size.js';
import { button } from '../../../ui/native/button.js';
import { grouped } from '../figures/shares.js';
import { documentAddress, type Survey } from './surveys-api.js';
import styles from './results-page.module.css';

/** The report, who answered, and when what was published. */
export function ResultsAside({ survey, results }: { survey: Survey; results: Schemas['ResultsView'] }) {
  const { answers, setAside } = results;
  return (
    <aside className={styles['aside']}>
      <Report survey={survey} />
      <section>
        <h2>{t('surveys.who')}</h2>
        <p>
          {t(survey.anonymity === 'NAMED' ? 'surveys.whoNamed' : 'surveys.whoAnonymous')}
          {t('surveys.whoCount', { received: grouped(answers + setAside), answers: grouped(answers) })}
          {setAside > 0 && t('surveys.whoHeld', { n: grouped(setAside) })}
        </p>
        <p>{t('surveys.whoLimit')}</p>
      </section>
      <Course survey={survey} />
    </aside>
  );
}

/** The last version, in its formats. */
function Report({ survey: { id, unit, reportedAt, documents } }: { survey: Survey }) {
  const reports = documents.filter(({ kind }) => kind === 'report');
  const last = Math.max(...reports.map(({ version }) => version));
  if (!reportedAt || reports.length === 0) return null;
  return (
    <section className={styles['report']}>
      <h2>
        <FileText aria-hidden />
        {t('surveys.report')}
      </h2>
      <p>{t('surveys.reportText', { unit, day: documentDay(dayOf(reportedAt)) })}</p>
      <p className={styles['buttons']}>
        {reports
          .filter(({ version }) => version === last)
          .map(({ id: document, format, size }) => (
            <a
              key={document}
              href={documentAddress(id, document)}
              className={button('plain', 'small')}
              download
            >
              <Download aria-hidden />
              {t('surveys.download', { format: format.toUpperCase(), size: fileSize(size) })}
            </a>
          ))}
      </p>
    </section>
  );
}

function Course({ survey }: { survey: Survey }) {
  const today = dayOf(Date.now());
  const steps = [
    { title: t('surveys.courseAdopted'), at: survey.adoptedAt },
    { title: t('surveys.courseReported'), at: survey.reportedAt },
    { title: t('surveys.courseFigures'), at: survey.figuresAt },
  ].flatMap(({ title, at }) => (at === null ? [] : [{ title, text: shortDay(dayOf(at), today) }]));
  const end = endOf(survey.closesAt);
  return (
    <section>
      <h2>{t('surveys.course')}</h2>
      <ol className={styles['course']}>
        {steps.map(({ title, text }) => (
          <li key={title}>
            {title}
            <small>{text}</small>
          </li>
        ))}
        {survey.state === 'closed' && (
          <li>
            {t('surveys.courseClosed')}
            <small>
              {shortDay(end.day, today)} {end.time}
            </small>
          </li>
        )}
        <li>
          {t('surveys.courseOpened')}
          <small>{shortDay(dayOf(survey.opensAt), today)}</small>
        </li>
      </ol>
    </section>
  );
}
