import { t } from '../../../messages/t.js';
import type { LetterStatus } from './letter-types.js';
import styles from './unit-contact.module.css';

/** Whom the writer may call about the letter: nothing while no unit has it, or where the unit names nobody. */
export function UnitContact({ unit, contact }: Pick<LetterStatus, 'unit' | 'contact'>) {
  if (unit === null || contact === null) return null;
  const { phone, name } = contact;
  return (
    <section className={styles['contact']} aria-labelledby="unit-contact">
      <h2 id="unit-contact">{t('tracking.contactTitle')}</h2>
      <p>
        {unit}
        {name !== null && ` ${name}`}
      </p>
      <p>
        <a href={`tel:${phone}`}>{phone}</a>
      </p>
    </section>
  );
}
