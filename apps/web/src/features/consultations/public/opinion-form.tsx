import { useEffect, useRef, useState, type FormEvent } from 'react';
import { CircleCheck, ShieldCheck } from 'lucide-react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { timeOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { ErrorSummary } from '../../../ui/native/error-summary.js';
import { TextArea, TextInput } from '../../../ui/native/text-input.js';
import { challenge, sendOpinion, type Clause, type Consultation } from './api.js';
import { useOpinionDraft } from './use-opinion-draft.js';
import styles from './opinion-box.module.css';

const MAX = { body: 5000, name: 50, contact: 100 } as const;
const NO_FAULTS: ReadonlyMap<string, string> = new Map();

/** One's own opinion: kept on the device while it is written, sent once, and then another one may follow. */
export function OpinionForm({
  id,
  title,
  consultation,
  clause,
  onSent,
}: {
  id: string;
  title: string;
  consultation: Consultation;
  clause: Clause | undefined;
  onSent: () => void;
}) {
  const { body, change, savedAt, forget } = useOpinionDraft(consultation.id, clause?.number);
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing');
  const [failure, setFailure] = useState<string>();
  const [faults, setFaults] = useState(NO_FAULTS);
  const [attempt, setAttempt] = useState(0);
  const isVerified = useChallenge();
  const errors = [...faults].map(([field, text]) => ({ id: `${id}-${field}`, text }));

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (state === 'sending') return;
    setAttempt((before) => before + 1);
    setFailure(undefined);
    if (body.trim() === '')
      return setFaults(new Map([['body', t('form.required', { label: t('consulting.opinion') })]]));
    setFaults(NO_FAULTS);
    setState('sending');
    try {
      await sendOpinion(consultation.id, {
        ...(clause && { clause: clause.number }),
        ...(name.trim() && { name }),
        ...(contact.trim() && { contact }),
        body,
      });
      await forget();
      setState('sent');
      onSent();
    } catch (error) {
      setState('writing');
      const fields = error instanceof ProblemError ? error.fields : NO_FAULTS;
      const known = new Map([...fields].filter(([field]) => Object.hasOwn(MAX, field)));
      setFaults(known);
      if (known.size === 0) setFailure(explain(error));
    }
  };
  if (state === 'sent') return <Sent onAgain={() => setState('writing')} />;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h3>{title}</h3>
      <ErrorSummary errors={errors} general={failure} attempt={attempt} />
      <TextArea
        id={`${id}-body`}
        label={t('consulting.opinion')}
        value={body}
        onChange={change}
        error={faults.get('body')}
        max={MAX.body}
        rows={4}
        note={
          savedAt !== undefined && (
            <span role="status" className={styles['saved']}>
              {t('consulting.savedAt', { time: timeOf(savedAt) })}
            </span>
          )
        }
      />
      <div className={styles['pair']}>
        <TextInput
          id={`${id}-name`}
          label={t('consulting.name')}
          value={name}
          onChange={setName}
          hint={t('consulting.shownAs', { name: `${[...(name.trim() || t('consulting.someName'))][0]}**` })}
          error={faults.get('name')}
          autoComplete="name"
          optional
        />
        <TextInput
          id={`${id}-contact`}
          label={t('consulting.contact')}
          value={contact}
          onChange={setContact}
          hint={t('consulting.contactHint')}
          error={faults.get('contact')}
          optional
        />
      </div>
      {isVerified && (
        <p className={styles['verified']}>
          <ShieldCheck aria-hidden />
          {t('consulting.verified')}
        </p>
      )}
      <p className={styles['send']}>
        <button type="submit" className={button('primary')} aria-disabled={state === 'sending'}>
          {state === 'sending' ? t('form.sending') : t('consulting.send')}
        </button>
        <span>{t('consulting.sendHint')}</span>
      </p>
    </form>
  );
}

/** Solves the challenge from the moment that the form is open. @returns whether it is solved */
function useChallenge(): boolean {
  const [isVerified, setVerified] = useState(false);
  useEffect(() => {
    let isGone = false;
    challenge.ready().then(
      () => !isGone && setVerified(true),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return isVerified;
}

function Sent({ onAgain }: { onAgain: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} role="status" className={styles['sent']}>
      <CircleCheck aria-hidden />
      <div>
        <p>
          <b>{t('consulting.sent')}</b>
        </p>
        <p>{t('consulting.sentText')}</p>
        <button type="button" className={button('link')} onClick={onAgain}>
          {t('consulting.another')}
        </button>
      </div>
    </div>
  );
}
