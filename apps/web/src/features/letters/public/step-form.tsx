import { useState, type FormEvent, type ReactNode } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { ErrorSummary } from '../../../ui/native/error-summary.js';
import { challenge } from './api.js';
import { placeOf, type WritingStep } from './letter-draft.js';
import { faultsOf, type Fault } from './letter-faults.js';
import { SavedLine } from './saved-line.js';
import { useWriting } from './writing-context.js';
import styles from './step-form.module.css';

/**
 * A step of writing: its fields, what is missing in them, and the buttons. Errors come up when one goes on; each leaves its
 * field and the summary as soon as it is mended.
 *
 * @param children gets the error of a field by its id
 */
export function StepForm({
  step,
  heading,
  back,
  next,
  children,
}: {
  step: WritingStep;
  heading: ReactNode;
  back: '/write/notice' | '/write/letter';
  next: '/write/contact' | '/write/check';
  children: (errorOf: (id: string) => string | undefined) => ReactNode;
}) {
  const { draft, refused, flush } = useWriting();
  const navigate = useNavigate();
  const [shown, setShown] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const missing = faultsOf(draft, step);
  const fromServer = [...refused].flatMap(([field, text]) => {
    const place = placeOf(field);
    return place?.step === step ? [{ id: place.id, text }] : [];
  });
  const missed = missing.filter(({ id }) => shown.some((fault) => fault.id === id));
  const errors = [...fromServer, ...missed.filter(({ id }) => !fromServer.some((fault) => fault.id === id))];
  const errorOf = (id: string): string | undefined => errors.find((fault) => fault.id === id)?.text;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    flush();
    setShown(missing);
    setAttempt((before) => before + 1);
    if (missing.length === 0) void navigate({ to: next });
  };
  return (
    <form onSubmit={submit} noValidate onFocus={() => challenge.start()}>
      {heading}
      <SavedLine />
      <ErrorSummary errors={errors} attempt={attempt} />
      {children(errorOf)}
      <div className={styles['buttons']}>
        <button type="submit" className={button('primary')}>
          {t('writing.next')}
        </button>
        <Link to={back} className={button('plain')}>
          {t('writing.back')}
        </Link>
      </div>
    </form>
  );
}
