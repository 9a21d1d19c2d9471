import { t } from '../../../messages/t.js';
import { grouped, lengthOf, shareText, type Figure } from './shares.js';
import styles from './question-figure.module.css';

/** A bar an option, of those who answered. */
export function OptionBars({ figure: { options, answered } }: { figure: Figure }) {
  return (
    <ul className={styles['bars']}>
      {options.map(({ value, text, count }) => (
        <li key={value} className={styles['bar']}>
          <span className={styles['name']}>{text}</span>
          <span className={styles['track']} aria-hidden>
            <span className={styles['fill']} style={{ width: lengthOf(count, answered) }} />
          </span>
          <strong>{shareText(count, answered)}</strong>
          <span className={styles['count']}>{t('surveyFigures.people', { n: grouped(count) })}</span>
        </li>
      ))}
    </ul>
  );
}

export function OptionTable({ figure: { title, kind, options, answered } }: { figure: Figure }) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={title}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t(kind === 'scale' ? 'surveyFigures.mark' : 'surveyFigures.option')}</th>
            <th scope="col">{t('surveyFigures.count')}</th>
            <th scope="col">{t('surveyFigures.share')}</th>
          </tr>
        </thead>
        <tbody>
          {options.map(({ value, text, count }) => (
            <tr key={value}>
              <th scope="row">{text}</th>
              <td>{grouped(count)}</td>
              <td>{shareText(count, answered)}</td>
            </tr>
          ))}
        </tbody>
        {kind !== 'multiple' && (
          <tfoot>
            <tr>
              <th scope="row">{t('surveyFigures.total')}</th>
              <td>{grouped(answered)}</td>
              <td>{answered > 0 ? '100.0%' : '–'}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
