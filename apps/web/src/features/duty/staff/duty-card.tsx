import { Link } from '@tanstack/react-router';
import { shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { KINDS, type DutyItem, type DutyPerson, type DutySearch } from '../duty-api.js';
import { DutyStateTag } from './duty-state.js';
import styles from './duty-page.module.css';

interface Props {
  readonly item: DutyItem;
  readonly today: string;
  readonly search: DutySearch;
  readonly isChosen: boolean;
}

/** One unit with its persons of today, and who acts for the absent officer. */
export function DutyCard({ item, today, search, isChosen }: Props) {
  const { unit, unitName, state, officer, substitute } = item;
  return (
    <li>
      <Link
        to="/duty"
        search={{ ...search, name: unit }}
        className={styles.card}
        aria-current={isChosen ? 'true' : undefined}
      >
        <span className={styles.cardHead}>
          <b>{unitName}</b>
          <DutyStateTag {...item} />
        </span>
        {state === 'missing' ? (
          <span className={styles.small}>
            {officer ? t('duty.hasLeft', { name: officer.name }) : t('duty.nobody')}
          </span>
        ) : (
          <span className={styles.persons}>
            {KINDS.map((kind) => (
              <PersonLine key={kind} title={t(`duty.${kind}`)} person={item[kind]} />
            ))}
          </span>
        )}
        {substitute && officer && (
          <span className={styles.leave}>
            <b>
              {t('duty.onLeave', {
                name: officer.name,
                from: shortDay(substitute.from, today),
                until: shortDay(substitute.until, today),
                substitute: substitute.name,
              })}
            </b>
            {t('duty.effect', {
              n: substitute.openTasks,
              substitute: substitute.name,
              name: officer.name,
              phone: substitute.phone,
            })}
          </span>
        )}
      </Link>
    </li>
  );
}

function PersonLine({ title, person }: { readonly title: string; readonly person: DutyPerson | null }) {
  return (
    <span className={styles.person}>
      <span className={styles.kind}>{title}</span>
      <span>{person ? person.name : t('duty.none')}</span>
      <span className={styles.post}>{person?.post ?? ''}</span>
      <span className={styles.phone}>{person?.phone ?? t('duty.none')}</span>
    </span>
  );
}
