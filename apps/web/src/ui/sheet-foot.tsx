import { dayOf, documentDay } from '../lib/dates.js';
import { usePrinting } from '../lib/use-printing.js';
import { t } from '../messages/t.js';
import styles from './sheet-foot.module.css';

/** The last line of what is printed: whose sheet it is, and of which day. @param by a unit with what it is to the sheet */
export function SheetFoot({ by }: { readonly by: string | undefined }) {
  if (!usePrinting()) return null;
  return (
    <p className={styles['foot']}>
      <span>{by}</span>
      <span>{t('paper.day', { day: documentDay(dayOf(Date.now())) })}</span>
    </p>
  );
}
