import { FileText } from 'lucide-react';
import { dayOf, listDay, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { fileSize } from '../../../ui/file-size.js';
import { periodDays, stepsAhead, type StepAhead } from '../steps-ahead.js';
import { documentAddress, type Consultation } from './api.js';
import page from './page.module.css';
import styles from './aside.module.css';

/** Beside the draft: why, how to comment without the internet, what comes next, and the files. */
export function Aside({ consultation }: { consultation: Consultation }) {
  const { explanation, documents, id, shortReason } = consultation;
  return (
    <aside className={styles['aside']}>
      {explanation && (
        <Section id="why" title={t('consulting.why')}>
          <Paragraphs text={explanation} />
          {shortReason && <p>{t('consulting.shortened', { reason: shortReason })}</p>}
        </Section>
      )}
      <Elsewhere consultation={consultation} />
      <Section id="next" title={t('consulting.next')}>
        <Steps consultation={consultation} />
      </Section>
      {documents.length > 0 && (
        <Section id="files" title={t('consulting.files')}>
          <ul>
            {documents.map((file) => (
              <li key={file.id} className={styles['file']}>
                <FileText aria-hidden />
                <a href={documentAddress(id, file.id)} download>
                  {file.title}
                </a>
                <small>
                  {file.format.toUpperCase()} {fileSize(file.size)}
                </small>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </aside>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <div className={page['section']}>
        <h2 id={id}>{title}</h2>
      </div>
      {children}
    </section>
  );
}

const Paragraphs = ({ text }: { text: string }) =>
  text.split('\n').map((line, index) => <p key={index}>{line}</p>);

/** By post, telephone, e-mail. */
function Elsewhere({ consultation }: { consultation: Consultation }) {
  const { howToAnswer, phone, address, postcode, email, state, hearings } = consultation;
  const hearing = hearings.findLast((one) => one.state === 'planned');
  if (state !== 'open') return null;
  return (
    <Section id="elsewhere" title={t('consulting.elsewhere')}>
      {howToAnswer && <Paragraphs text={howToAnswer} />}
      <dl>
        {address && (
          <>
            <dt>{t('consulting.post')}</dt>
            <dd>
              {address}
              {postcode && t('consulting.postcode', { postcode })}
            </dd>
          </>
        )}
        {phone && (
          <>
            <dt>{t('consulting.phone')}</dt>
            <dd>{phone}</dd>
          </>
        )}
        {email && (
          <>
            <dt>{t('consulting.email')}</dt>
            <dd>{email}</dd>
          </>
        )}
        {hearing && (
          <>
            <dt>{t('consulting.hearing')}</dt>
            <dd>
              {listDay(hearing.on, dayOf(Date.now()))} {hearing.time}
              <br />
              {hearing.place}
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}

const WORDS = {
  done: 'consulting.stepDone',
  now: 'consulting.stepNow',
  ahead: 'consulting.stepAhead',
} as const;

function Steps({ consultation }: { consultation: Consultation }) {
  const { publishedAt, closesOn, now } = consultation;
  return (
    <ol className={styles['steps']}>
      {stepsAhead(consultation).map((step) => (
        <li
          key={step.name}
          className={styles[step.state]}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <i aria-hidden />
          <div>
            <span className="visually-hidden">{t(WORDS[step.state])}</span>
            {step.name === 'period'
              ? t('consulting.stepPeriod', { n: periodDays(publishedAt!, closesOn!) })
              : t(`consulting.step_${step.name}`)}
            <small>{noteOf(step, dayOf(now))}</small>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Its day, or its last day; a step without one says what it waits for. */
function noteOf({ name, state, day, isProvisional }: StepAhead, today: string): string {
  if (day === null) return name === 'decision' && state === 'ahead' ? t('consulting.decisionWaits') : '';
  if (name === 'period')
    return t(state === 'done' ? 'consulting.closedOn' : 'consulting.closesOn', { day: listDay(day, today) });
  if (state === 'done' || name === 'hearing') return shortDay(day, today);
  const before = t('consulting.before', { day: shortDay(day, today) });
  return isProvisional ? before + t('consulting.provisional', { year: day.slice(0, 4) }) : before;
}
