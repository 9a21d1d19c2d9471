import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/text-area.js';
import { revealWriter, writerSightingsKey, writerSightingsQuery, type Writer } from '../writer-api.js';
import styles from './letter-text.module.css';

interface Props {
  readonly processId: string;
  readonly revealed: Writer | null;
  readonly onReveal: (writer: Writer | null) => void;
}

/** Reveals the masked writer of a letter for a reason, and says who else has done so. */
export function LetterWriter({ processId, revealed, onReveal }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <div className={styles.writer}>
      {revealed === null ? (
        <Button size="small" onPress={() => setAsking(true)}>
          <Eye size={14} aria-hidden />
          {t('letters.reveal')}
        </Button>
      ) : (
        <Button size="small" onPress={() => onReveal(null)}>
          <EyeOff size={14} aria-hidden />
          {t('letters.maskAgain')}
        </Button>
      )}
      <Sightings processId={processId} />
      {isAsking && (
        <RevealDialog
          processId={processId}
          onClose={() => setAsking(false)}
          onReveal={(writer) => {
            setAsking(false);
            onReveal(writer);
          }}
        />
      )}
    </div>
  );
}

interface RevealProps {
  readonly processId: string;
  readonly onClose: () => void;
  readonly onReveal: (writer: Writer) => void;
}

function RevealDialog({ processId, onClose, onReveal }: RevealProps) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const revealing = useMutation({
    mutationFn: () => revealWriter(processId, reason),
    // Not kept in the cache of the page.
    gcTime: 0,
    onSuccess: (writer) => {
      void queries.invalidateQueries({ queryKey: writerSightingsKey(processId) });
      onReveal(writer);
    },
  });
  const fault = revealing.error instanceof ProblemError ? revealing.error.fields.get('reason') : undefined;
  return (
    <ActDialog
      title={t('letters.revealTitle')}
      act={t('letters.reveal')}
      isSending={revealing.isPending}
      error={fault === undefined ? revealing.error : undefined}
      onSubmit={() => revealing.mutate()}
      onClose={onClose}
    >
      <p>{t('letters.revealHint')}</p>
      <TextArea
        label={t('letters.revealReason')}
        note={t('letters.revealReasonNote')}
        value={reason}
        onChange={setReason}
        max={200}
        rows={2}
        error={fault}
      />
    </ActDialog>
  );
}

function Sightings({ processId }: { readonly processId: string }) {
  const [now] = useState(() => new Date());
  const { data: sightings } = useQuery(writerSightingsQuery(processId));
  if (!sightings) return null;
  if (sightings.length === 0) return <span className={styles.quiet}>{t('letters.seenByNobody')}</span>;
  return (
    <details className={styles.sightings}>
      <summary>{t('letters.seenBy', { n: sightings.length })}</summary>
      <ul>
        {sightings.map(({ at, title, unitName, reason }) => (
          <li key={at}>
            {listInstant(at, now)} {unitName} {title}
            {reason !== null && `：${reason}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
