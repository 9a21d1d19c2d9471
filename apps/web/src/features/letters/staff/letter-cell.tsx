import { dayOf, listInstant, shortDay, type Instant } from '../../../lib/dates.js';
import { t, type MessageKey } from '../../../messages/t.js';
import { MarkTag } from '../../../ui/mark-tag.js';
import { Tag } from '../../../ui/tag.js';
import { TimeLeft } from '../../../ui/time-left.js';
import type { LetterItem } from '../api.js';
import type { ColumnId } from '../columns.js';
import type { LetterWords } from './use-letter-words.js';
import styles from './letter-rows.module.css';

interface Props {
  readonly column: ColumnId;
  readonly letter: LetterItem;
  readonly words: LetterWords;
  readonly now: Instant;
}

/** What a column says of a letter. */
export function LetterCell({ column, letter, words, now }: Props) {
  const { process, current, dueAt, warnAt, overdue, cards, lead, receivedAt, answeredOnTime, rating } =
    letter;
  switch (column) {
    case 'class': {
      const title = words.classTitle(letter.class);
      if (title) return <Tag>{title}</Tag>;
      return (
        <span title={t('letters.kind')}>
          <Tag tone="line">{t(`letters.kind_${letter.kind}`)}</Tag>
        </span>
      );
    }
    case 'stage':
      return process.stageTitle ?? t('letters.notYet');
    case 'lead':
      return lead ? words.unitName(lead.code) : t('letters.notYet');
    case 'holder':
      if (!current) return t('letters.notYet');
      return (
        <>
          {current.assignee ?? words.unitName(current.unit.code)}{' '}
          <span className={styles.step}>{current.title}</span>
        </>
      );
    case 'due':
      return process.endedAt || !current ? (
        t('letters.notYet')
      ) : (
        <TimeLeft limit={{ dueAt: dueAt ?? undefined, warnAt: warnAt ?? undefined, overdue }} now={now} />
      );
    case 'cards':
      return (
        <span className={styles.cards}>
          {cards.map((level) => (
            <MarkTag key={level} level={level} />
          ))}
        </span>
      );
    case 'received':
      return (
        <time dateTime={receivedAt} title={listInstant(receivedAt, now)}>
          {shortDay(dayOf(receivedAt), dayOf(now))}
        </time>
      );
    case 'onTime':
      return answeredOnTime === null ? t('letters.notYet') : t(`letters.onTime_${answeredOnTime}`);
    case 'rating':
      return rating === null ? t('letters.notYet') : t(`letters.rating_${rating}` as RatingKey);
  }
}

type RatingKey = Extract<MessageKey, `letters.rating_${string}`>;
