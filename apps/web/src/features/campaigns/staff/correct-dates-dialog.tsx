import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { dayOf, listDay } from '../../../lib/dates.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { DateField } from '../../../ui/date-field.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import type { Campaign } from '../campaigns-api.js';
import { correctDates, correctionPreviewQuery } from '../dates-api.js';
import styles from './correct-dates-dialog.module.css';

interface Props {
  readonly campaign: Campaign;
  readonly now: Date;
  readonly onClose: () => void;
}

/** New days for the steps that are not over, what moves with each of them, and why. */
export function CorrectDatesDialog({ campaign: { id, dates }, now, onClose }: Props) {
  const queries = useQueryClient();
  const today = dayOf(now);
  const [days, setDays] = useState<Readonly<Record<string, string | null>>>({});
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(randomKey);
  const changed = Object.fromEntries(
    dates.flatMap(({ name, day }) => {
      const own = days[name];
      return own === undefined || own === null || own === day ? [] : [[name, own]];
    }),
  );
  const preview = useQuery(correctionPreviewQuery(id, changed));
  const sending = useMutation({
    mutationFn: () => correctDates(id, { dates: changed, reason }, key),
    onSuccess: async () => {
      toasts.add(t('campaigns.datesCorrected'));
      onClose();
      await queries.invalidateQueries();
    },
    onError: (error) => error instanceof ProblemError && setKey(randomKey()),
  });
  const faults = [sending.error, preview.error].find((error) => error instanceof ProblemError)?.fields;
  const open = dates.filter(({ over }) => !over);
  return (
    <ActDialog
      title={t('campaigns.correctDates')}
      act={t('campaigns.correctDatesAct')}
      isSending={sending.isPending}
      error={faults?.size ? undefined : (sending.error ?? preview.error)}
      onSubmit={() => sending.mutate()}
      onClose={onClose}
    >
      <p>{t('campaigns.correctDatesHint')}</p>
      <ol className={styles.days} aria-label={t('campaigns.daysTable')}>
        {open.map(({ name, title, day }) => {
          const moved = changed[name] && preview.data?.corrected.find((one) => one.name === name);
          const warning = changed[name] && preview.data?.dates.find((one) => one.name === name)?.warning;
          return (
            <li key={name}>
              <DateField
                label={title}
                value={days[name] === undefined ? day : days[name]}
                onChange={(next) => setDays((before) => ({ ...before, [name]: next }))}
                today={today}
                error={faults?.get(`dates.${name}`)}
                isRequired
              />
              {moved && (
                <p className={styles.moved}>
                  {t(moved.moves > 0 ? 'campaigns.dateMoves' : 'campaigns.dateMovesNothing', {
                    from: listDay(moved.from, today),
                    n: moved.moves,
                  })}
                </p>
              )}
              {warning && (
                <p className={styles.warning}>
                  <TriangleAlert size={14} aria-hidden />
                  {warning}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {faults?.has('dates') && (
        <p role="alert" className={styles.warning}>
          {faults.get('dates')}
        </p>
      )}
      <TextArea
        label={t('campaigns.correctDatesReason')}
        value={reason}
        onChange={setReason}
        max={1000}
        error={faults?.get('reason')}
        isRequired
      />
    </ActDialog>
  );
}
