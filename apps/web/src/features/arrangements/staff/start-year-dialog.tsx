import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { addDays } from '../../../lib/dates.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { Dialog } from '../../../ui/dialog.js';
import { NumberField } from '../../../ui/number-field.js';
import { arrangementsQuery, startArrangement } from '../api.js';
import styles from './year-board.module.css';

const DAYS_TO_PROPOSE = 30;

/** Starts the arrangement of a year: every unit is asked. */
export function StartYearDialog({
  year,
  today,
  onClose,
}: {
  readonly year: number;
  readonly today: string;
  readonly onClose: () => void;
}) {
  const [proposeBy, setProposeBy] = useState<string | null>(addDays(today, DAYS_TO_PROPOSE));
  const [firstMonth, setFirstMonth] = useState<number | undefined>(5);
  const [lastMonth, setLastMonth] = useState<number | undefined>(11);
  const [key] = useState(randomKey);
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () =>
      startArrangement(
        {
          year,
          firstMonth: firstMonth ?? 5,
          lastMonth: lastMonth ?? 11,
          ...(proposeBy !== null && { proposeBy }),
        },
        key,
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: arrangementsQuery.queryKey });
      onClose();
    },
  });
  const fields = start.error instanceof ProblemError ? start.error.fields : new Map<string, string>();
  return (
    <Dialog
      title={t('columns.title', { year })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={start.isPending} onPress={() => start.mutate()}>
            {t('columns.startNow')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {start.error && <Banner tone="late">{explain(start.error)}</Banner>}
        <p className={styles.hint}>{t('columns.startHint')}</p>
        <DateField
          label={t('columns.proposeBy')}
          today={today}
          value={proposeBy}
          onChange={setProposeBy}
          error={fields.get('proposeBy')}
        />
        <div className={styles.pair}>
          <NumberField
            label={t('columns.firstMonth')}
            value={firstMonth}
            onChange={setFirstMonth}
            error={fields.get('firstMonth')}
          />
          <NumberField
            label={t('columns.lastMonth')}
            value={lastMonth}
            onChange={setLastMonth}
            error={fields.get('lastMonth')}
          />
        </div>
      </div>
    </Dialog>
  );
}
