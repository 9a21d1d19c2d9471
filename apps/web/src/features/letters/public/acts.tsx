import { useState, type FormEvent, type ReactNode } from 'react';
import { dayOf, endOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { ErrorSummary } from '../../../ui/native/error-summary.js';
import { TextArea } from '../../../ui/native/text-input.js';
import { followUp, object, supplement, withdraw } from './api.js';
import type { Credentials, LetterFile, LetterStatus } from './letter-types.js';
import { FilePicker } from './file-picker.js';
import { openAct } from './open-act.js';
import { useSending } from '../../../lib/sending.js';
import styles from './acts.module.css';

interface ActProps {
  readonly status: LetterStatus;
  readonly letter: Credentials;
  readonly onDone: (status: LetterStatus, words: string) => void;
}

interface Until {
  readonly until: string | null;
}

/** What the writer may do now, besides rating: only what the server allows appears. */
export function Acts(props: ActProps) {
  const { status } = props;
  const [supplementing, objecting, following] = (['supplement', 'object', 'followUp'] as const).map((name) =>
    openAct(status, name),
  );
  return (
    <>
      {supplementing && <Supplement {...props} until={supplementing.until} />}
      {objecting && <Objection {...props} until={objecting.until} />}
      {following && <FollowUp {...props} until={following.until} />}
      {openAct(status, 'withdraw') && <Withdrawal {...props} />}
    </>
  );
}

function Supplement({ until, letter, onDone }: ActProps & Until) {
  const [files, setFiles] = useState<readonly LetterFile[]>([]);
  return (
    <TextAct
      id="supplement"
      title={t('tracking.supplementTitle')}
      label={t('tracking.supplementLabel')}
      button={t('tracking.supplementSend')}
      until={until}
      extra={<FilePicker id="files" files={files} onChange={setFiles} />}
      send={(text, key) =>
        supplement(
          letter,
          { text, ...(files.length > 0 && { attachmentIds: files.map(({ id }) => id) }) },
          key,
        )
      }
      onDone={(next) => onDone(next, t('tracking.supplemented'))}
    />
  );
}

function Objection({ until, letter, onDone }: ActProps & Until) {
  return (
    <TextAct
      id="objection"
      title={t('tracking.objectTitle')}
      label={t('tracking.objectLabel')}
      button={t('tracking.objectSend')}
      until={until}
      send={(text, key) => object(letter, text, key)}
      onDone={(next) => onDone(next, t('tracking.objected'))}
    />
  );
}

/** Once, and folded: most who read an answer rate it. */
function FollowUp({ until, letter, onDone }: ActProps & Until) {
  return (
    <details className={styles['folded']}>
      <summary>{t('tracking.followUpTitle')}</summary>
      <p>{t('tracking.followUpText')}</p>
      <TextAct
        id="followUp"
        label={t('tracking.followUpLabel')}
        button={t('tracking.followUpSend')}
        until={until}
        send={(text, key) => followUp(letter, text, key)}
        onDone={(next) => onDone(next, t('tracking.followedUp'))}
      />
    </details>
  );
}

function Withdrawal({ letter, onDone }: ActProps) {
  return (
    <details className={styles['folded']}>
      <summary>{t('tracking.withdrawTitle')}</summary>
      <p>{t('tracking.withdrawText')}</p>
      <TextAct
        id="withdrawal"
        label={t('tracking.withdrawLabel')}
        button={t('tracking.withdrawSend')}
        isFinal
        max={500}
        optional
        until={null}
        send={(text, key) => withdraw(letter, text, key)}
        onDone={(next) => onDone(next, t('tracking.withdrawn2'))}
      />
    </details>
  );
}

/** A text to the offices, until a last day. */
function TextAct(props: {
  id: string;
  title?: string;
  label: string;
  button: string;
  max?: number;
  optional?: boolean;
  /** Cannot be taken back. */
  isFinal?: boolean;
  until: string | null;
  extra?: ReactNode;
  send: (text: string, key: string) => Promise<LetterStatus>;
  onDone: (status: LetterStatus) => void;
}) {
  const { id, title, label, max = 5000, optional = false, until, extra, send: request, onDone } = props;
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { send, isSending, failure, fields } = useSending();
  const fault =
    isMissing && text.trim() === ''
      ? t('form.required', { label })
      : (fields.get('text') ?? fields.get('reason'));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAttempt((before) => before + 1);
    setMissing(!optional && text.trim() === '');
    if (optional || text.trim() !== '') void send(text, (key) => request(text, key), onDone);
  };
  return (
    <form className={title && styles['act']} onSubmit={submit} noValidate>
      {title && <h2>{title}</h2>}
      {until && <p className={styles['until']}>{t('tracking.actUntil', lastOf(until))}</p>}
      <ErrorSummary
        errors={fault ? [{ id, text: fault }] : NONE}
        general={fault ? undefined : failure}
        attempt={attempt}
      />
      <TextArea
        id={id}
        label={label}
        value={text}
        onChange={setText}
        error={fault}
        max={max}
        rows={4}
        optional={optional}
      />
      {extra}
      <button
        type="submit"
        className={button(props.isFinal ? 'danger' : 'primary')}
        aria-disabled={isSending}
      >
        {isSending ? t('form.sending') : props.button}
      </button>
    </form>
  );
}

const NONE = [] as const;

function lastOf(until: string): { readonly day: string; readonly time: string } {
  const { day, time } = endOf(until);
  return { day: shortDay(day, dayOf(Date.now())), time };
}
