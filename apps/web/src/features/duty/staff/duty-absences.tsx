import { documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { Tag } from '../../../ui/tag.js';
import { endAbsence, type Absence } from '../duty-api.js';
import styles from './duty-pane.module.css';
import { useDutyAct } from './use-duty-act.js';

interface Props {
  readonly absences: readonly Absence[];
  /** YYYY-MM-DD */
  readonly today: string;
  readonly mayEnd: boolean;
}

/** Absences of the people of a unit, each with its effect. */
export function DutyAbsences({ absences, today, mayEnd }: Props) {
  const end = useDutyAct(endAbsence, t('duty.absenceWasEnded'));
  if (absences.length === 0) return <p className={styles.note}>{t('duty.noAbsences')}</p>;
  return (
    <ul className={styles.absences}>
      {absences.map((absence) => {
        const { id, name, substituteName, phone, from, until, endedAt, openTasks, uncovered } = absence;
        const isOver = endedAt !== null || until < today;
        const isNow = !isOver && from <= today;
        return (
          <li key={id} className={isNow ? `${styles.absence} ${styles.now}` : styles.absence}>
            <span className={styles.person}>
              <b>{t('duty.actsFor', { name, substitute: substituteName })}</b>
              <Tag tone={isNow ? 'pause' : 'plain'}>{stateOf(absence, isOver, isNow)}</Tag>
            </span>
            <span>{t('duty.days', { from: documentDay(from), until: documentDay(until), phone })}</span>
            {isNow && <span>{t('duty.follow', { n: openTasks })}</span>}
            {!isOver && uncovered.length > 0 && (
              <span>
                {t('duty.uncovered', { name, roles: uncovered.map(({ title }) => title).join('、') })}
              </span>
            )}
            {mayEnd && !isOver && (
              <Button size="small" isDisabled={end.isPending} onPress={() => end.mutate(id)}>
                {t(isNow ? 'duty.endAbsence' : 'duty.withdraw')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function stateOf({ endedAt }: Absence, isOver: boolean, isNow: boolean): string {
  if (endedAt !== null) return t('duty.endedEarly');
  if (isOver) return t('duty.over');
  return t(isNow ? 'duty.substituted' : 'duty.planned');
}
