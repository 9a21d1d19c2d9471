import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import { percent } from './percent.js';
import styles from './figures.module.css';

/** Figures of the month, each share with its denominator. */
export function Figures({ figures }: { figures: Schemas['PublicFigures'] }) {
  const { received, answered, onTime, rated, satisfied } = figures;
  const none = t('portal.figureNone');
  return (
    <section className="wrap" aria-label={t('portal.figures')}>
      <dl className={styles['figures']}>
        <Figure name={t('portal.figureReceived')} value={String(received)} />
        <Figure name={t('portal.figureAnswered')} value={String(answered)} />
        <Figure name={t('portal.figureOnTime', { of: onTime.of })} value={percent(onTime) ?? none} />
        <Figure
          name={t('portal.figureSatisfied', { rated: rated.count, of: rated.of })}
          value={percent(satisfied) ?? none}
        />
      </dl>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
