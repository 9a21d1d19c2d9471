import { useState, type FormEvent } from 'react';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { Choices } from '../../../ui/native/choices.js';
import { ErrorSummary } from '../../../ui/native/error-summary.js';
import { TextArea } from '../../../ui/native/text-input.js';
import { rate } from './api.js';
import type { Credentials, LetterStatus, Rating } from './letter-types.js';
import { openAct } from './open-act.js';
import { useSending } from '../../../lib/sending.js';
import { Stars } from './stars.js';
import styles from './rating-form.module.css';

const RATINGS = [
  { value: 'SATISFIED', icon: <ThumbsUp aria-hidden /> },
  { value: 'BASICALLY_SATISFIED' },
  { value: 'DISSATISFIED', icon: <ThumbsDown aria-hidden /> },
] as const;
const MARKS = ['attitude', 'speed', 'solved'] as const;

/** Rates the answer; open again while the rating may be changed. */
export function RatingForm({
  status,
  letter,
  onRated,
}: {
  status: LetterStatus;
  letter: Credentials;
  onRated: (status: LetterStatus) => void;
}) {
  const given = status.rating === 'UNRATED' ? null : (status.rating as Rating | null);
  const mayRate = openAct(status, 'rate') !== undefined;
  const [isOpen, setOpen] = useState(given === null);
  if (!mayRate || !isOpen)
    return given === null ? null : (
      <section className={styles['given']}>
        <p>{t('tracking.yourRating', { rating: t(`tracking.${given}`) })}</p>
        {mayRate && (
          <button type="button" className={button('small')} onClick={() => setOpen(true)}>
            {t('tracking.changeRating')}
          </button>
        )}
      </section>
    );
  return (
    <RatingFields
      given={given}
      letter={letter}
      onRated={(next) => {
        setOpen(false);
        onRated(next);
      }}
    />
  );
}

function RatingFields({
  given,
  letter,
  onRated,
}: {
  given: Rating | null;
  letter: Credentials;
  onRated: (status: LetterStatus) => void;
}) {
  const [rating, setRating] = useState<Rating | undefined>(given ?? undefined);
  const [marks, setMarks] = useState<{ readonly [Mark in (typeof MARKS)[number]]?: number }>({});
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { send, isSending, failure } = useSending();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAttempt((before) => before + 1);
    setMissing(rating === undefined);
    if (rating === undefined) return;
    const content = { rating, ...marks, ...(reason.trim() && { reason }) };
    void send(content, (key) => rate(letter, content, key), onRated);
  };
  const missing = isMissing && rating === undefined ? t('tracking.rateRequired') : undefined;
  return (
    <form className={styles['form']} onSubmit={submit} noValidate aria-labelledby="rating-title">
      <h2 id="rating-title">{t('tracking.rateTitle')}</h2>
      <ErrorSummary
        errors={missing ? [{ id: 'rating', text: missing }] : NONE}
        general={failure}
        attempt={attempt}
      />
      <Choices
        id="rating"
        label={t('tracking.rating')}
        value={rating}
        onChange={setRating}
        choices={RATINGS.map((choice) => ({ ...choice, title: t(`tracking.${choice.value}`) }))}
        error={missing}
      />
      {MARKS.map((mark) => (
        <Stars
          key={mark}
          name={mark}
          label={t(`tracking.${mark}`)}
          value={marks[mark]}
          onChange={(value) => setMarks((before) => ({ ...before, [mark]: value }))}
        />
      ))}
      {rating === 'DISSATISFIED' && (
        <TextArea
          id="reason"
          label={t('tracking.reason')}
          hint={t('tracking.reasonHint')}
          value={reason}
          onChange={setReason}
          max={1000}
          rows={3}
        />
      )}
      <div className={styles['foot']}>
        <button type="submit" className={button('primary')} aria-disabled={isSending}>
          {isSending ? t('form.sending') : t('tracking.submitRating')}
        </button>
        <span>{t('tracking.rateAgain')}</span>
      </div>
    </form>
  );
}

const NONE = [] as const;
