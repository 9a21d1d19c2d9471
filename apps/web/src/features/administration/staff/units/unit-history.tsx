import { listInstant, shortDay } from '../../../../lib/dates.js';
import { t } from '../../../../messages/t.js';
import type { UnitChange } from '../../units-api.js';
import pane from '../account-pane.module.css';
import styles from './units-page.module.css';

interface Props {
  readonly history: readonly UnitChange[];
  readonly today: string;
}

/** What became of a unit, latest first. */
export function UnitHistory({ history, today }: Props) {
  const now = new Date();
  return (
    <section className={pane.part} aria-labelledby="unit-history">
      <h3 id="unit-history">{t('units.history')}</h3>
      {history.length === 0 && <p className={pane.note}>{t('units.historyEmpty')}</p>}
      <ul className={styles.history}>
        {history.map((change) => (
          <li key={change.at + change.kind}>
            <span>{sentenceOf(change, today)}</span>
            <span className={pane.note}>
              {t('units.by', { who: change.by, at: listInstant(change.at, now), reason: change.reason })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The details of a change depend on its kind. */
function sentenceOf({ kind, details }: UnitChange, today: string): string {
  const text = (name: string): string => String((details as Record<string, unknown>)[name] ?? '');
  switch (kind) {
    case 'created':
      return t('units.wasCreated', { name: text('name'), on: shortDay(text('validFrom'), today) });
    case 'renamed':
      return t('units.wasRenamed', { from: text('from'), to: text('to') });
    case 'closed':
      return t('units.wasClosed', { on: shortDay(text('lastDay'), today), name: text('successorName') });
    case 'closingWithdrawn':
      return t('units.wasWithdrawn', { on: shortDay(text('lastDay'), today) });
    default:
      return t('units.wasContact', { fields: fieldNames(details) });
  }
}

const fieldNames = (details: object): string =>
  ((details as { fields?: readonly 'phone'[] }).fields ?? []).map((field) => t(`units.${field}`)).join('、');
