import type { TimelineEntry } from '../../../api/case-queries.js';
import { dueText, timeOf, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { MarkTag } from '../../../ui/mark-tag.js';
import { TimeLeft } from '../../../ui/time-left.js';
import styles from './case-timeline.module.css';

const LEVELS = ['warning', 'yellow', 'red', 'urge', 'accountability'] as const;
const STATES: Readonly<Record<string, 'pending' | 'contested' | 'revoked'>> = {
  'card.raised': 'pending',
  'card.appealed': 'contested',
  'card.stopped': 'revoked',
  'card.revoked': 'revoked',
};

interface Props {
  readonly entry: TimelineEntry;
  readonly now: Instant;
  /** Working days in the stage that was entered. */
  readonly stayed?: number | undefined;
}

/** One event: when, who, what, in whose words, and whether in time. */
export function TimelineEntryRow({ entry, now, stayed }: Props) {
  const { at, actor, text, words, importance, plannedAt, type } = entry;
  const card = type.startsWith('card.') ? LEVELS.find((level) => level === levelIn(entry)) : undefined;
  return (
    <li className={`${styles.entry} ${importance === 'high' ? styles.high : ''} ${card ? styles[card] : ''}`}>
      <time dateTime={at} className={styles.at}>
        {timeOf(at)}
      </time>
      <span className={styles.line} aria-hidden />
      <div className={styles.what}>
        <p>
          {card && <MarkTag level={card} {...(STATES[type] && { state: STATES[type] })} />}{' '}
          {actor && <b>{actor}</b>} {eventOf(text ?? '', words, card)}
        </p>
        {words && <p className={styles.words}>{words}</p>}
        {plannedAt && (
          <p className={styles.planned}>
            {t('cases.planned', { day: dueText(plannedAt, now) })}
            {type === 'task.closed' && (
              <>
                <TimeLeft limit={{ dueAt: plannedAt, doneAt: at }} now={now} />
              </>
            )}
          </p>
        )}
        {stayed !== undefined && (
          <p className={styles.planned}>
            {stayed === 0 ? t('cases.sameDay') : t('cases.stay', { n: stayed })}
          </p>
        )}
      </div>
    </li>
  );
}

/** The event alone: its free text stands apart, and a card is named by its tag. */
function eventOf(text: string, words: string | null, card: (typeof LEVELS)[number] | undefined): string {
  const event = words !== null && text.endsWith(words) ? text.slice(0, -words.length) : text;
  const shown = event.replace(/。$/, '');
  const name = card === undefined || card === 'urge' || card === 'accountability' ? '' : t(`ui.card_${card}`);
  return name !== '' && shown.startsWith(`${name}：`) ? shown.slice(name.length + 1) : shown;
}

const levelIn = ({ data }: TimelineEntry): unknown =>
  (data as Readonly<Record<string, unknown>> | null)?.['level'];
