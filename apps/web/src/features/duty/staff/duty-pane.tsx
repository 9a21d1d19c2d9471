import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { isUnknown } from '../../../api/problem.js';
import { shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { dutyUnitQuery, KINDS, type Business, type DutyUnit, type Kind } from '../duty-api.js';
import { AbsenceDialog } from './absence-dialog.js';
import { DutyAbsences } from './duty-absences.js';
import { DutyHistory } from './duty-history.js';
import { DutyInForce } from './duty-in-force.js';
import styles from './duty-pane.module.css';
import { NameDialog } from './name-dialog.js';

interface Props {
  readonly code: string;
  readonly business: Business;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly onClose: () => void;
}

/** One unit: its persons for a business, absences, and the history. */
export function DutyPane({ code, onClose, ...props }: Props) {
  const { data, error, isPending, refetch } = useQuery(dutyUnitQuery(code));
  if (isPending) return <Skeleton />;
  if (isUnknown(error)) return <EmptyState title={error.message} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Unit unit={data} onClose={onClose} {...props} />;
}

interface EndingProps {
  readonly unit: DutyUnit;
  readonly business: Business;
  readonly endsOn: string;
  readonly today: string;
}

/** A unit with a last day: its entries end with it, and the successor has its own. */
function Ending({ unit: { successor }, business, endsOn, today }: EndingProps) {
  const { data: units } = useQuery(unitsQuery);
  const heir = units?.find(({ code }) => code === successor);
  return (
    <Banner tone="info">
      {t(endsOn < today ? 'duty.unitEnded' : 'duty.unitEnds', { on: shortDay(endsOn, today) })}
      {heir && (
        <Link to="/duty" search={{ business, name: heir.code }}>
          {t('duty.seeHeir', { name: heir.shortName })}
        </Link>
      )}
    </Banner>
  );
}

interface UnitProps extends Omit<Props, 'code'> {
  readonly unit: DutyUnit;
}

function Unit({ unit, business, today, onClose }: UnitProps) {
  const [open, setOpen] = useState<Kind | 'absence'>();
  const close = (): void => setOpen(undefined);
  const entries = unit.entries.filter((entry) => entry.business === business);
  return (
    <article className={styles.pane} aria-labelledby="duty-unit">
      <header className={styles.head}>
        <h2 id="duty-unit">{unit.unitName}</h2>
        <IconButton icon={X} size="small" label={t('ui.close')} onPress={onClose} />
      </header>
      <p className={styles.note}>{t(`duty.${business}`)}</p>
      {unit.endsOn !== null && <Ending unit={unit} business={business} endsOn={unit.endsOn} today={today} />}
      {KINDS.map((kind) => (
        <DutyInForce
          key={kind}
          kind={kind}
          entries={entries.filter((entry) => entry.kind === kind)}
          today={today}
          {...(unit.mayChange && { onName: () => setOpen(kind) })}
        />
      ))}
      <section className={styles.part} aria-labelledby="duty-absences">
        <header className={styles.head}>
          <h3 id="duty-absences">{t('duty.absences')}</h3>
          {unit.mayChange && (
            <Button size="small" onPress={() => setOpen('absence')}>
              {t('duty.enterAbsence')}
            </Button>
          )}
        </header>
        <DutyAbsences absences={unit.absences} today={today} mayEnd={unit.mayChange} />
      </section>
      <DutyHistory entries={entries} today={today} />
      {open === 'absence' && <AbsenceDialog unit={unit} today={today} onClose={close} />}
      {open !== undefined && open !== 'absence' && (
        <NameDialog unit={unit} business={business} kind={open} today={today} onClose={close} />
      )}
    </article>
  );
}
