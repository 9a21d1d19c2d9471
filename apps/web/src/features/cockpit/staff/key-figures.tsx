import type { ReactNode } from 'react';
import { Sparkline } from '../../../charts/sparkline.js';
import { t } from '../../../messages/t.js';
import { CardTag } from '../../../ui/card-tag.js';
import type { Figure, OpenLetters, Statistics } from '../api.js';
import { changeOf, percentOf, percentText } from '../rates.js';
import { FigureLink } from './figure-link.js';
import styles from './key-figures.module.css';

interface Props {
  readonly statistics: Statistics;
  readonly open: OpenLetters | undefined;
  /** Counts of the last months, the chosen one last. */
  readonly months: readonly { readonly counts: Readonly<Record<string, number>> }[];
}

/** The six figures, each with its denominator; each opens its cases. */
export function KeyFigures({ statistics, open, months }: Props) {
  const figures = new Map(statistics.figures.map((figure) => [figure.key, figure]));
  const get = (key: string): Figure => figures.get(key)!;
  const [onTime, due, yellow, red] = [get('onTime'), get('due'), get('yellow'), get('red')];
  const [closed, rated, satisfied] = [get('closed'), get('rated'), get('satisfied')];
  const rates = months.map(({ counts }) => percentOf(counts['onTime']!, counts['due']!));
  const happy = months.map(({ counts }) => percentOf(counts['satisfied']!, counts['rated']!));
  return (
    <section className={styles.figures} aria-label={t('cockpit.keyFigures')}>
      <Box title={t('cockpit.onTimeRate')}>
        {due.count === 0 ? (
          <p className={styles.none}>{t('cockpit.noDue')}</p>
        ) : (
          <>
            <div className={styles.line}>
              <FigureLink title={onTime.title} filter={onTime.filter} className={styles.big}>
                {percentText(onTime.count, due.count)}
                <small>{t('cockpit.percent')}</small>
              </FigureLink>
              <Sparkline values={rates} />
            </div>
            <p className={styles.note}>
              <FigureLink title={due.title} filter={due.filter}>
                {t('cockpit.ofDue', { n: onTime.count, of: due.count })}
              </FigureLink>
              <Change values={rates} />
            </p>
          </>
        )}
      </Box>
      <Box title={t('cockpit.open')}>
        {open && (
          <>
            <FigureLink title={t('cockpit.open')} filter={open.open.filter} className={styles.big}>
              {open.open.count}
            </FigureLink>
            <p className={styles.note}>
              <FigureLink title={t('cockpit.open')} filter={open.receivedToday.filter}>
                {t('cockpit.receivedToday', { n: open.receivedToday.count })}
              </FigureLink>
            </p>
          </>
        )}
      </Box>
      <Box title={t('cockpit.dueToday')}>{open && <DueToday open={open} />}</Box>
      <Box title={t('cockpit.overdue')}>
        {open && (
          <>
            <FigureLink
              title={t('cockpit.overdue')}
              filter={open.overdue.filter}
              className={`${styles.big} ${open.overdue.count > 0 ? styles.late : ''}`}
            >
              {open.overdue.count}
            </FigureLink>
            <p className={styles.note}>
              {open.overdue.count > 0 ? t('cockpit.lateUnits', { n: open.lateUnits }) : t('cockpit.noneLate')}
            </p>
          </>
        )}
      </Box>
      <Box title={t('cockpit.validCards')}>
        <div className={styles.line}>
          <span className={styles.big}>{yellow.count + red.count}</span>
          {[yellow, red].map(({ key, title, filter, count }) => (
            <FigureLink key={key} title={title} list="cards" filter={filter} className={styles.card}>
              <CardTag level={key as 'yellow' | 'red'} /> {count}
            </FigureLink>
          ))}
        </div>
        <p className={styles.note}>
          {(['contested', 'revoked'] as const).map((key) => {
            const { title, filter, count } = get(key);
            return (
              <FigureLink key={key} title={title} list="cards" filter={filter}>
                {title} {count}
              </FigureLink>
            );
          })}
        </p>
      </Box>
      <Box title={t('cockpit.satisfaction')}>
        {rated.count === 0 ? (
          <p className={styles.none}>{t('cockpit.noRatings')}</p>
        ) : (
          <>
            <FigureLink title={satisfied.title} filter={satisfied.filter} className={styles.big}>
              {percentText(satisfied.count, rated.count)}
              <small>{t('cockpit.percent')}</small>
            </FigureLink>
            <p className={styles.note}>
              <FigureLink title={rated.title} filter={rated.filter}>
                {t('cockpit.ratedShare', {
                  n: percentText(rated.count, closed.count),
                  rated: rated.count,
                  closed: closed.count,
                })}
              </FigureLink>
              <Change values={happy} />
            </p>
            <Solved scored={get('scored')} solved={get('solved')} />
          </>
        )}
      </Box>
    </section>
  );
}

/** Of the letters whose writers scored the solution: few do, so the denominator is beside it. */
function Solved({ scored, solved }: { readonly scored: Figure; readonly solved: Figure }) {
  if (scored.count === 0) return <p className={styles.note}>{t('cockpit.noScores')}</p>;
  return (
    <p className={styles.note}>
      <FigureLink title={solved.title} filter={solved.filter}>
        {t('cockpit.solvedRate', { n: percentText(solved.count, scored.count) })}
      </FigureLink>
      <FigureLink title={scored.title} filter={scored.filter}>
        {t('cockpit.ofScored', { n: solved.count, of: scored.count })}
      </FigureLink>
    </p>
  );
}

function DueToday({ open }: { readonly open: OpenLetters }) {
  const { count, filter } = open.ages.find(({ key }) => key === 'today')!;
  return (
    <>
      <FigureLink
        title={t('cockpit.dueToday')}
        filter={filter}
        className={`${styles.big} ${count > 0 ? styles.soon : ''}`}
      >
        {count}
      </FigureLink>
      <p className={styles.note}>
        <FigureLink title={t('cockpit.paused')} filter={open.undated.filter}>
          {t('cockpit.pausedToo', { n: open.undated.count })}
        </FigureLink>
      </p>
    </>
  );
}

function Box({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.box}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}

/** Against the month before. */
function Change({ values }: { readonly values: readonly (number | null)[] }) {
  const change = changeOf(values.at(-1) ?? null, values.at(-2) ?? null);
  if (change === null) return null;
  if (change === 0) return <span>{t('cockpit.same')}</span>;
  return change > 0 ? (
    <span className={styles.better}>{t('cockpit.better', { n: change })}</span>
  ) : (
    <span className={styles.worse}>{t('cockpit.worse', { n: -change })}</span>
  );
}
