import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { dayOf, timeOf } from '../../../lib/dates.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import { callOff, postpone, type Interview } from '../api.js';
import { instantOf } from '../live-time.js';
import { LiveTimeFields, type LiveTime } from './live-time-fields.js';

interface Props {
  readonly interview: Interview;
  readonly onClose: () => void;
}
const MOST = 2000;

/** Moves an interview to a later time, with a public notice. */
export function PostponeDialog({ interview, onClose }: Props) {
  const [when, setWhen] = useState<LiveTime>({ day: null, time: timeOf(interview.liveAt) });
  const [notice, setNotice] = useState('');
  const liveAt = instantOf(when.day, when.time, dayOf(Date.now()));
  const act = useNoticeAct(
    (key) => postpone(interview.id, { liveAt: liveAt!, notice }, key),
    () => {
      toasts.add(t('interviews.postponed'));
      onClose();
    },
  );
  return (
    <ActDialog
      title={t('interviews.postpone')}
      act={t('interviews.postpone')}
      isSending={act.isSending}
      error={act.error}
      onSubmit={() => act.submit(liveAt !== null)}
      onClose={onClose}
    >
      <p>{t('interviews.newTime')}</p>
      <LiveTimeFields
        value={when}
        onChange={setWhen}
        isTried={act.isTried}
        error={act.fields.get('liveAt')}
      />
      <Notice value={notice} onChange={setNotice} error={act.fields.get('notice')} />
    </ActDialog>
  );
}

/** Calls an interview off, with a public notice. */
export function CallOffDialog({ interview, onClose }: Props) {
  const [notice, setNotice] = useState('');
  const act = useNoticeAct(
    (key) => callOff(interview.id, notice, key),
    () => {
      toasts.add(t('interviews.calledOff'));
      onClose();
    },
  );
  return (
    <ActDialog
      title={t('interviews.callOff')}
      act={t('interviews.callOff')}
      isSending={act.isSending}
      error={act.error}
      onSubmit={() => act.submit(true)}
      onClose={onClose}
    >
      <Notice value={notice} onChange={setNotice} error={act.fields.get('notice')} />
    </ActDialog>
  );
}

function Notice(props: {
  readonly value: string;
  readonly onChange: (notice: string) => void;
  readonly error: string | undefined;
}) {
  return (
    <TextArea
      label={t('interviews.notice')}
      hint={t('interviews.noticeHint')}
      rows={4}
      max={MOST}
      isRequired
      {...props}
    />
  );
}

/** One key until the server has answered: a repetition is no second notice. */
function useNoticeAct(request: (key: string) => Promise<void>, onDone: () => void) {
  const queries = useQueryClient();
  const [key, setKey] = useState(randomKey);
  const [isTried, setTried] = useState(false);
  const act = useMutation({
    mutationFn: () => request(key),
    onSuccess: onDone,
    onError: (error) => error instanceof ProblemError && setKey(randomKey()),
    onSettled: () => void queries.invalidateQueries(),
  });
  const fields = act.error instanceof ProblemError ? act.error.fields : NONE;
  return {
    isSending: act.isPending,
    isTried,
    fields,
    error: fields.size > 0 ? undefined : act.error,
    submit: (isComplete: boolean): void => {
      setTried(true);
      if (isComplete) act.mutate();
    },
  };
}
const NONE: ReadonlyMap<string, string> = new Map();
