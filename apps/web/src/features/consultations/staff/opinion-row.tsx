import type { ReactNode } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { Tag } from '../../../ui/tag.js';
import type { ConsultationDetail, Opinion } from '../consultation-api.js';
import type { AnswerUnit } from '../opinion-rows.js';
import type { Steps } from './use-steps.js';
import styles from './opinion-row.module.css';

interface Props {
  readonly unit: AnswerUnit<Opinion>;
  readonly consultation: ConsultationDetail;
  readonly steps: Steps;
  readonly now: Date;
  /** Undefined: rows cannot be selected now. */
  readonly isSelectable: boolean;
  /** At the end of the row: state or verdict. */
  readonly end: (opinion: Opinion) => ReactNode;
  /** Beside the summary of a group. */
  readonly tools?: ReactNode;
}

/** A group with its opinions, or one opinion by itself. */
export function OpinionRow({ unit, consultation, steps, now, isSelectable, end, tools }: Props) {
  const { key, group, opinions } = unit;
  const isCurrent = steps.current === key;
  const title = group?.summary ?? opinions[0]!.body;
  return (
    <li
      id={`row-${key}`}
      aria-current={isCurrent || undefined}
      className={`${styles.row} ${isCurrent ? styles.current : ''}`}
      onClick={() => steps.setCurrent(key)}
    >
      {isSelectable && (
        <Checkbox
          aria-label={t('consultations.selectRow', { title: [...title].slice(0, 20).join('') })}
          isSelected={steps.selected.has(key)}
          onChange={() => steps.toggle(key)}
        />
      )}
      <div className={styles.body}>
        <p className={styles.head}>
          <b>{clauseLabel(consultation, opinions[0]!.clause)}</b>
          {group && <Tag tone="accent">{t('consultations.groupOf', { n: opinions.length })}</Tag>}
          {tools}
        </p>
        {group && <p className={styles.summary}>{group.summary}</p>}
        {opinions.map((opinion) => (
          <div key={opinion.id} className={group ? styles.member : undefined}>
            <p className={styles.text}>{opinion.body}</p>
            <p className={styles.who}>
              {opinion.name || t('consultations.anonymous')}
              {opinion.contact && ` · ${opinion.contact}`} · {listInstant(opinion.receivedAt, now)}
              {end(opinion)}
            </p>
          </div>
        ))}
      </div>
    </li>
  );
}

/** `第三条`, or the draft as a whole. */
export const clauseLabel = ({ clauses }: ConsultationDetail, number: number | null): string =>
  clauses.find((clause) => clause.number === number)?.label ?? t('consultations.whole');
