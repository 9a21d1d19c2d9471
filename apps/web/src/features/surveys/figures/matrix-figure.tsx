import { t } from '../../../messages/t.js';
import { grouped, lengthOf, shadeOf, shareText, type Figure } from './shares.js';
import styles from './question-figure.module.css';

type Row = Figure['rows'][number];
const answeredIn = ({ options }: Row): number => options.reduce((sum, { count }) => sum + count, 0);

/** A stacked bar a row, all of the same length, with the shares below it. */
export function MatrixBars({ figure: { rows } }: { figure: Figure }) {
  const columns = rows[0]?.options ?? [];
  const shade = (index: number): string => styles[`shade${shadeOf(index, columns.length)}`] ?? '';
  return (
    <>
      <ul className={styles['legend']}>
        {columns.map(({ value, text }, index) => (
          <li key={value}>
            <span className={`${styles['key']} ${shade(index)}`} aria-hidden />
            {text}
          </li>
        ))}
      </ul>
      <ul className={styles['stacks']}>
        {rows.map((row) => {
          const of = answeredIn(row);
          return (
            <li key={row.value}>
              <span className={styles['name']}>{row.text}</span>
              <span className={styles['stack']} aria-hidden>
                {row.options.map(({ value, count }, index) => (
                  <span key={value} className={shade(index)} style={{ width: lengthOf(count, of) }} />
                ))}
              </span>
              <span className={styles['parts']}>
                {row.options.map(({ value, text, count }) => (
                  <span key={value}>
                    {text} {shareText(count, of)}
                  </span>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function MatrixTable({ figure: { title, rows } }: { figure: Figure }) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={title}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('surveyFigures.row')}</th>
            {rows[0]?.options.map(({ value, text }) => (
              <th key={value} scope="col">
                {text}
              </th>
            ))}
            <th scope="col">{t('surveyFigures.total')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.value}>
              <th scope="row">{row.text}</th>
              {row.options.map(({ value, count }) => (
                <td key={value}>
                  {grouped(count)} <small>{shareText(count, answeredIn(row))}</small>
                </td>
              ))}
              <td>{grouped(answeredIn(row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
