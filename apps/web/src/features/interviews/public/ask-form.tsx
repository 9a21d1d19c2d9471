import { useState, type FormEvent } from 'react';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { ErrorSummary } from '../../../ui/native/error-summary.js';
import { TextArea, TextInput } from '../../../ui/native/text-input.js';
import { useSending } from '../../../lib/sending.js';
import { ask, challenge, type Preview } from './api.js';
import styles from './interview-page.module.css';

const MOST = 1000;
const NONE = [] as const;

/** A question of a citizen, before the interview or while it is live. */
export function AskForm({ id, preview, onAsked }: { id: string; preview: Preview; onAsked: () => void }) {
  const [text, setText] = useState('');
  const [nickname, setNickname] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isDone, setDone] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { send, isSending, failure, fields } = useSending();
  const missing =
    isMissing && text.trim() === ''
      ? t('form.required', { label: t('interviewPortal.question') })
      : fields.get('text');
  const errors = [
    ...(missing ? [{ id: 'question', text: missing }] : NONE),
    ...(fields.has('nickname') ? [{ id: 'nickname', text: fields.get('nickname')! }] : NONE),
  ];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAttempt((before) => before + 1);
    setMissing(text.trim() === '');
    if (text.trim() === '') return;
    void send(
      { text, nickname },
      () => ask(id, text, nickname),
      () => {
        setText('');
        setDone(true);
        onAsked();
      },
    );
  };
  return (
    <section aria-labelledby="ask" className={`${styles['part']} ${styles['ask']}`}>
      <h2 id="ask">{t('interviewPortal.ask')}</h2>
      <p className={styles['small']}>
        {t('interviewPortal.askedSoFar', {
          approved: preview.questionsApproved,
          waiting: preview.questionsInReview,
        })}
      </p>
      {isDone ? (
        <div role="status">
          <p>{t('interviewPortal.asked')}</p>
          <button type="button" className={button('small')} onClick={() => setDone(false)}>
            {t('interviewPortal.askAgain')}
          </button>
        </div>
      ) : (
        <form onSubmit={submit} noValidate onFocus={() => challenge.start()} aria-labelledby="ask">
          <p className={styles['small']}>{t('interviewPortal.askLead')}</p>
          <ErrorSummary
            errors={errors}
            general={errors.length === 0 ? failure : undefined}
            attempt={attempt}
          />
          <TextArea
            id="question"
            label={t('interviewPortal.question')}
            value={text}
            onChange={setText}
            error={missing}
            max={MOST}
            rows={4}
          />
          <TextInput
            id="nickname"
            label={t('interviewPortal.nickname')}
            hint={t('interviewPortal.nicknameHint')}
            value={nickname}
            onChange={setNickname}
            error={fields.get('nickname')}
            autoComplete="nickname"
            optional
          />
          <button type="submit" className={button('primary')} aria-disabled={isSending}>
            {isSending ? t('form.sending') : t('interviewPortal.submit')}
          </button>
        </form>
      )}
    </section>
  );
}
