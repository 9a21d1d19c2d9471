import { t } from '../../../messages/t.js';
import { VERDICTS, verdictCounts } from '../feedback-groups.js';
import type { Feedback } from './api.js';
import styles from './verdict-bar.module.css';

/** How the opinions were decided: lengths, and each with its word and number. */
export function VerdictBar({ feedback: { items, setAside } }: { feedback: Feedback }) {
  const counts = verdictCounts(items);
  const parts = [
    ...VERDICTS.map((verdict) => ({
      key: verdict as string,
      name: t(`consulting.${verdict}`),
      n: counts.get(verdict)!,
    })),
    { key: 'setAside', name: t('consulting.heldName'), n: setAside },
  ].filter(({ n }) => n > 0);
  const all = items.length + setAside;
  return (
    <div className={styles['figure']}>
      <div className={styles['bar']} aria-hidden>
        {parts.map(({ key, n }) => (
          <i key={key} className={styles[key]} style={{ width: `${(n / all) * 100}%` }} />
        ))}
      </div>
      <ul className={styles['legend']}>
        {parts.map(({ key, name, n }) => (
          <li key={key}>
            <i className={styles[key]} aria-hidden />
            {name} <b>{n}</b>
          </li>
        ))}
        <li className={styles['all']}>{t('consulting.allOpinions', { n: all })}</li>
      </ul>
    </div>
  );
}
