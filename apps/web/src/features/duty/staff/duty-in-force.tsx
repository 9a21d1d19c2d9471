import { t } from '../../../messages/t.js';
import { documentDay } from '../../../lib/dates.js';
import { Button } from '../../../ui/button.js';
import { Tag } from '../../../ui/tag.js';
import { endDuty, type DutyEntry, type Kind } from '../duty-api.js';
import styles from './duty-pane.module.css';
import { useDutyAct } from './use-duty-act.js';

interface Props {
  readonly kind: Kind;
  /** Of this kind, the newest first. */
  readonly entries: readonly DutyEntry[];
  /** YYYY-MM-DD */
  readonly today: string;
  /** Absent for readers who may not write. */
  readonly onName?: () => void;
}

/** The person of a kind who is responsible today, and planned ones. */
export function DutyInForce({ kind, entries, today, onName }: Props) {
  const end = useDutyAct(endDuty, t('duty.ended'));
  const shown = entries.filter(({ until, from }) => until === null || (until >= today && until >= from));
  const current = shown.find(({ from }) => from <= today);
  return (
    <section className={styles.part} aria-label={t(`duty.${kind}`)}>
      <header className={styles.head}>
        <h3>{t(`duty.${kind}`)}</h3>
        {onName && (
          <Button size="small" onPress={onName}>
            {t(current ? 'duty.replace' : 'duty.name')}
          </Button>
        )}
      </header>
      {shown.length === 0 && <p className={styles.note}>{t('duty.nobodyOfKind')}</p>}
      {shown.map((entry) => (
        <div key={entry.id} className={styles.entry}>
          <span className={styles.person}>
            <b>{entry.name}</b>
            {entry.post && <span>{entry.post}</span>}
            <span>{entry.phone}</span>
            {entry.isPublic && <Tag>{t('duty.public')}</Tag>}
            {entry.from > today && <Tag tone="accent">{t('duty.planned')}</Tag>}
          </span>
          <span className={styles.note}>
            {entry.until === null
              ? t('duty.since', { from: documentDay(entry.from) })
              : t('duty.period', { from: documentDay(entry.from), until: documentDay(entry.until) })}
            {entry.byTask && t('duty.byTask')}
          </span>
          {onName && (
            <Button size="small" isDisabled={end.isPending} onPress={() => end.mutate(entry.id)}>
              {t(entry.from > today ? 'duty.withdraw' : 'duty.end')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
