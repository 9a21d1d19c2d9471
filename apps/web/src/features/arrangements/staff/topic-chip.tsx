import { Link } from '@tanstack/react-router';
import { Button as AriaButton } from 'react-aria-components';
import { t } from '../../../messages/t.js';
import { Menu } from '../../../ui/menu.js';
import type { Entry, EntryKind } from '../api.js';
import { neighbour } from '../year-grid.js';
import { moveTo, topicMenu, type TopicAct, type TopicPhase } from './topic-acts.js';
import styles from './year-grid.module.css';

interface Props {
  readonly entry: Entry;
  readonly months: readonly number[];
  readonly phase: TopicPhase;
  readonly isOwn: boolean;
  readonly onAct: (act: TopicAct) => void;
  readonly onDrag: (entry: Entry | undefined) => void;
}

/** A topic in its month. Its menu holds what may be done; `Alt` with an arrow moves it by a month. */
export function TopicChip({ entry, months, phase, isOwn, onAct, onDrag }: Props) {
  const { kind, topic, day, guests, state, month } = entry;
  const groups = topicMenu(entry, { phase, months, isOwn, run: onAct }).filter((group) => group.length > 0);
  const isOut = state === 'declined' || state === 'cancelled';
  const className = `on-paper ${styles.chip} ${styles[kind] ?? ''} ${isOut ? styles.out : ''}`;
  const about = [
    t(`columns.${kind as EntryKind}`),
    ...(day === null ? [] : [t('columns.dayOf', { month, day })]),
    ...(guests ? [guests] : []),
    stateText(state),
  ].join(' · ');
  const content = (
    <>
      {topic}
      <small>{about}</small>
    </>
  );
  if (groups.length === 0)
    return (
      <div className={className}>
        {content}
        <BecameLink entry={entry} />
      </div>
    );
  const mayMove = months.some((other) => moveTo(entry, other, phase) !== null);
  return (
    <div
      draggable={mayMove}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', topic);
        onDrag(entry);
      }}
      onDragEnd={() => onDrag(undefined)}
      onKeyDownCapture={(event) => {
        const by = event.altKey
          ? ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined)
          : undefined;
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const to = neighbour(months, month, by);
        const act = to === null ? null : moveTo(entry, to, phase);
        if (act) onAct(act);
      }}
    >
      <Menu
        label={t('columns.menu', { topic, state: stateText(state) })}
        trigger={<AriaButton className={className}>{content}</AriaButton>}
        groups={groups}
      />
      <BecameLink entry={entry} />
    </div>
  );
}

/** What the topic has become. */
function BecameLink({ entry: { kind, process, topic } }: { readonly entry: Entry }) {
  if (process === null) return null;
  const name = t(`columns.${kind as EntryKind}`);
  return (
    <Link
      to={PAGES[kind as EntryKind]}
      params={{ id: process }}
      className={styles.became}
      aria-label={t('columns.becameOf', { kind: name, topic })}
    >
      {t('columns.became', { kind: name })}
    </Link>
  );
}

const PAGES = {
  interview: '/interviews/$id',
  survey: '/surveys/$id',
  consultation: '/consultations/$id',
} as const satisfies Record<EntryKind, string>;

function stateText(state: string): string {
  switch (state) {
    case 'draft':
      return t('columns.draft');
    case 'proposed':
      return t('columns.state_proposed');
    case 'arranged':
      return t('columns.arranged');
    case 'declined':
      return t('columns.declined');
    case 'cancelled':
      return t('columns.cancelled');
    default:
      return t('columns.published');
  }
}
