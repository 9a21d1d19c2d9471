import { Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWorkingDays } from '../../../lib/calendar.js';
import { dayOf, listDay, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { bandOf, nextOf, PHASES, warningsOf, type Band, type Mark, type PlanDay } from '../model/phases.js';
import styles from './phase-band.module.css';

interface Props {
  readonly dates: readonly PlanDay[];
  /** Null: it has not begun. */
  readonly stage: string | null;
  readonly now: Date;
  /** What may be done with the days. */
  readonly act?: ReactNode;
}

/** Further ones stand in the table of all days. */
const SHOWN_WARNINGS = 2;

/** The phases of the plan with their days as it wrote them, where the campaign stands, and what to mind. */
export function PhaseBand({ dates, stage, now, act }: Props) {
  const today = dayOf(now);
  const band = bandOf({ dates, stage, today });
  const bulletinBy = dates.find(({ name }) => name === 'bulletinBy')!.day;
  const warned = warningsOf(dates);
  return (
    <section className={styles.box} aria-label={t('campaigns.band')}>
      <div className={styles.band}>
        <Today band={band} today={today} />
        <ol className={styles.phases}>
          {band.phases.map(({ name, from, to, state, days }) => (
            <li
              key={name}
              className={`${styles.phase} ${styles[state]}`}
              style={{ flexGrow: days }}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              <b>
                {t(`campaigns.phase_${name}`)}
                {state === 'done' && <Check size={14} aria-hidden />}
              </b>
              <small>
                {t('campaigns.phaseSpan', { from: shortDay(from, today), to: shortDay(to, today) })}
                {state === 'now' && ` · ${t('campaigns.phaseNow', { n: PHASES.indexOf(name) + 1 })}`}
                {state === 'now' && today < from && ` · ${t('campaigns.phaseEarly')}`}
                {name === 'concluding' &&
                  ` · ${t('campaigns.bulletinBy', { day: shortDay(bulletinBy, today) })}`}
              </small>
            </li>
          ))}
        </ol>
      </div>
      <ol className={styles.marks}>
        {band.marks.map((mark) => (
          <MarkOf key={mark.title} mark={mark} today={today} />
        ))}
      </ol>
      <div className={styles.foot}>
        <ul className={styles.warnings}>
          {warned.slice(0, SHOWN_WARNINGS).map(({ warning, titles }) => (
            <li key={warning}>
              <TriangleAlert size={14} aria-hidden />
              {t('campaigns.warningOf', { title: titlesText(titles), warning })}
            </li>
          ))}
        </ul>
        {act}
        <AllDays dates={dates} today={today} more={warned.length - SHOWN_WARNINGS} />
      </div>
    </section>
  );
}

/** Two days are named, more of them counted. */
const titlesText = (titles: readonly string[]): string =>
  titles.length <= 2 ? titles.join('、') : t('campaigns.manyDays', { title: titles[0]!, n: titles.length });

/** Today on the band, and how far off the next day of the plan is. */
function Today({ band, today }: { readonly band: Band; readonly today: string }) {
  const days = useWorkingDays();
  if (band.today === null) return null;
  const next = nextOf(band.marks, today);
  const left = next && t('campaigns.untilMark', { title: next.title, n: days.between(today, next.day) });
  const day = shortDay(today, today);
  return (
    <p
      className={`${styles.today} ${band.today > 0.5 ? styles.late : ''}`}
      style={{ left: `${band.today * 100}%` }}
    >
      <span>{left ? t('campaigns.todayWith', { day, left }) : t('campaigns.today', { day })}</span>
    </p>
  );
}

function MarkOf({
  mark: { title, day, isWarned, at },
  today,
}: {
  readonly mark: Mark;
  readonly today: string;
}) {
  const side = at > 0.6 ? styles.end : at < 0.15 ? styles.start : '';
  return (
    <li className={side} style={{ left: `${at * 100}%` }}>
      {isWarned && <TriangleAlert size={13} className={styles.sign} aria-hidden />}
      {shortDay(day, today)} {title}
    </li>
  );
}

interface AllDaysProps {
  readonly dates: readonly PlanDay[];
  readonly today: string;
  /** Warnings that stand nowhere else. */
  readonly more: number;
}

function AllDays({ dates, today, more }: AllDaysProps) {
  return (
    <details className={styles.all}>
      <summary>
        {t('campaigns.allDays')}
        {more > 0 && t('campaigns.moreWarnings', { n: more })}
      </summary>
      <table>
        <caption className="visually-hidden">{t('campaigns.daysTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('campaigns.columnDay')}</th>
            <th scope="col">{t('campaigns.columnStep')}</th>
            <th scope="col">{t('campaigns.columnWarning')}</th>
          </tr>
        </thead>
        <tbody>
          {dates.map(({ name, title, day, warning }) => (
            <tr key={name}>
              <td>{listDay(day, today)}</td>
              <td>{title}</td>
              <td>{warning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
