import { t } from '../../../../messages/t.js';
import type { PlanDay } from '../../model/phases.js';
import { PhaseBand } from '../phase-band.js';
import { RestStrip } from './rest-strip.js';
import styles from './new-campaign-page.module.css';

interface Props {
  /** Undefined: days are missing. */
  readonly days: readonly PlanDay[] | undefined;
  readonly now: Date;
}

/** The phases as they would be, before anything is started. */
export function DaysPreview({ days, now }: Props) {
  if (!days) return <p className={styles.note}>{t('campaignSetup.missingDays')}</p>;
  const warned = days.filter(({ warning }) => warning !== null).length;
  return (
    <div className={styles.fields}>
      <PhaseBand dates={days} stage={null} now={now} />
      <RestStrip dates={days} />
      <p className={warned > 0 ? styles.warned : styles.note} role="status">
        {warned > 0 ? t('campaignSetup.warned', { n: warned }) : t('campaignSetup.noWarnings')}
      </p>
    </div>
  );
}
