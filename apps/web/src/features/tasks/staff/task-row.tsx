import { Link } from '@tanstack/react-router';
import { memo, type MouseEvent } from 'react';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import { MarkTag } from '../../../ui/mark-tag.js';
import type { TaskItem } from '../api.js';
import { Due } from './due.js';
import styles from './task-list.module.css';
import { rowId } from './use-list-keys.js';

interface Props {
  readonly task: TaskItem;
  readonly now: Date;
  readonly classTitle: string | undefined;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  /** Others have finished it since the list was read. */
  readonly isGone: boolean;
  /** Shows whose it is, besides who has claimed it. */
  readonly showsUnit: boolean;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (id: string, withRange: boolean) => void;
}

/** A task in a list. A click opens it beside the list; its link leads to the whole page. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { task, now, classTitle, isOpen, isSelected, isGone, showsUnit, onOpen, onToggle } = props;
  const { id, subject, title, assigneeTitle, closedAt, outcomeTitle } = task;
  return (
    <tr
      id={rowId(id)}
      className={`${styles.row} ${isOpen ? styles.open : ''} ${isSelected ? styles.selected : ''} ${isGone ? styles.gone : ''}`}
      onClick={(event) => {
        if (!isPlainClick(event) || (event.target as Element).closest('input')) return;
        event.preventDefault();
        onOpen(id);
      }}
    >
      <td className={styles.check}>
        <input
          type="checkbox"
          checked={isSelected}
          aria-label={t('work.select', { subject })}
          onChange={({ nativeEvent }) =>
            onToggle(id, nativeEvent instanceof globalThis.MouseEvent && nativeEvent.shiftKey)
          }
        />
      </td>
      <td className={styles.number}>{subject}</td>
      <td className={styles.matter}>
        <span>
          <Link
            to="/processes/$id"
            params={{ id: task.processId }}
            search={{ task: id }}
            preload={false}
            aria-current={isOpen || undefined}
            // A click with the mouse opens the pane, as anywhere in the row.
            onClick={(event) => isPlainClick(event) && event.preventDefault()}
          >
            {task.matter ?? title}
          </Link>
          {classTitle && <Tag tone={task.class === null ? 'line' : 'plain'}>{classTitle}</Tag>}
          {/* Where the list is too narrow for the column of steps. */}
          <small className={styles.stepBeside} aria-hidden>
            {title}
          </small>
        </span>
      </td>
      <td className={styles.step}>{title}</td>
      <td className={styles.due}>
        <span className={styles.dueLine}>
          <span>
            {isGone ? (
              t('work.gone')
            ) : closedAt ? (
              closedText(shortDay(dayOf(closedAt), dayOf(now)), outcomeTitle)
            ) : (
              <Due task={task} now={now} />
            )}
          </span>
          {task.card && <MarkTag level={task.card} />}
        </span>
      </td>
      <td className={styles.who}>
        {showsUnit && <span className={styles.unit}>{task.unitName}</span>}
        {assigneeTitle && (
          <span className={styles.avatar} title={assigneeTitle} role="img" aria-label={assigneeTitle}>
            {assigneeTitle.split(' ').at(-1)!.slice(0, 1)}
          </span>
        )}
      </td>
    </tr>
  );
});

const closedText = (at: string, what: string | null): string =>
  what === null ? t('work.closedAt', { at }) : t('work.closedAs', { at, what });

/** With the mouse (the keyboard clicks with no detail), and not for another tab. */
const isPlainClick = ({ detail, button, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean =>
  detail > 0 && button === 0 && !ctrlKey && !metaKey && !shiftKey;
