import { Check, CircleDot, X } from 'lucide-react';
import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import styles from './adoption.module.css';

type Item = Schemas['AdoptionItemView'];
const ICONS = { ADOPTED: Check, PARTLY: CircleDot, NOT_ADOPTED: X } as const;
type Verdict = keyof typeof ICONS;

/** What became of each suggestion; a verdict is an icon and a word, and a refusal is not red. */
export function Adoption({ items }: { items: readonly Item[] }) {
  const count = (verdict: Verdict): number => items.filter((item) => item.verdict === verdict).length;
  return (
    <section aria-labelledby="adoption">
      <div className={styles['head']}>
        <h2 id="adoption">{t('surveys.adoption')}</h2>
        <span>
          {t('surveys.adoptionCount', {
            of: items.length,
            adopted: count('ADOPTED'),
            partly: count('PARTLY'),
            not: count('NOT_ADOPTED'),
          })}
        </span>
      </div>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('surveys.number')}</th>
            <th scope="col">{t('surveys.suggestion')}</th>
            <th scope="col">{t('surveys.verdict')}</th>
            <th scope="col">{t('surveys.explanation')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={index}>
              <td>{index + 1}</td>
              <th scope="row">{item.suggestion}</th>
              <td>
                <VerdictWord verdict={item.verdict as Verdict} />
              </td>
              <td>{item.explanation}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function VerdictWord({ verdict }: { verdict: Verdict }) {
  const Icon = ICONS[verdict];
  return (
    <span className={`${styles['verdict']} ${styles[verdict]}`}>
      <Icon aria-hidden />
      {t(`surveys.${verdict}`)}
    </span>
  );
}
